import { describe, expect, test } from 'vitest'
import { checkForm } from './field-problems.ts'
import { blankForm, type IntakeForm } from './intake-form.ts'

const TODAY = '2026-04-01'
const whole: IntakeForm = {
  ...blankForm(),
  contract: 'SA0011807',
  contactName: 'Kari',
  mobile: '912 34 567',
  serviceLocation: 'Oslo',
  productName: 'iPad Air',
  faultDescription: 'Knust',
}
const check = (more: Partial<IntakeForm>, passcode = '') => checkForm({ ...whole, ...more }, passcode, 'apple', TODAY)
const codes = (more: Partial<IntakeForm>) => check(more).problems.map((p) => `${p.field}:${p.code}:${p.blocks}`)

describe('checkForm', () => {
  test('INTAKE-REQ: a blank form names every required field in the order of the page', () => {
    const { problems } = checkForm(blankForm(), '', 'general', TODAY)
    expect(problems.map((p) => p.field)).toEqual([
      'contract',
      'contactName',
      'mobile',
      'serviceLocation',
      'productName',
      'faultDescription',
    ])
    expect(problems.every((p) => p.blocks)).toBe(true)
  })

  test('INTAKE-REQ: preferred fields are asked for and block nothing', () => {
    const { problems, preferred } = check({})
    expect(problems).toEqual([])
    expect(preferred).toEqual(['customerRef', 'orderNo', 'invoiceNo', 'serialNo', 'email', 'passcode'])
    expect(check({}, '1234').preferred).not.toContain('passcode')
  })

  test('one reachable phone is enough, and the other one then only warns', () => {
    expect(codes({ mobile: '', phone: '22 33 44 55' })).toEqual([])
    expect(codes({ mobile: '12', phone: '22 33 44 55' })).toEqual(['mobile:phone:false'])
    expect(codes({ mobile: '912 34 567', phone: '1' })).toEqual(['phone:phone:false'])
    expect(codes({ mobile: '12' })).toEqual(['mobile:phone:true'])
    expect(codes({ mobile: '' })).toEqual(['mobile:reachable:true'])
  })

  test('a malformed address warns beside the field and is no longer merely asked for', () => {
    expect(codes({ email: 'kari@' })).toEqual(['email:email:false'])
    expect(check({ email: 'kari@' }).preferred).not.toContain('email')
  })

  test('SOS-6: a contract that is no number is told apart from a missing one', () => {
    expect(codes({ contract: 'SA12' })).toEqual(['contract:contract:true'])
    expect(codes({ contract: ' ' })).toEqual(['contract:missing:true'])
    expect(codes({ contract: '0011807' })).toEqual([])
  })

  test('WDATE: a purchase after today, and a day that is none, stop saving; today does not', () => {
    expect(codes({ purchasedOn: '2026-04-02' })).toEqual(['purchasedOn:dayAhead:true'])
    expect(codes({ purchasedOn: '2026-04-01' })).toEqual([])
    expect(codes({ purchasedOn: '31.2.2024' })).toEqual(['purchasedOn:day:true'])
  })

  test('a field that the agreement hides is never wrong', () => {
    expect(checkForm({ ...whole, purchasedOn: 'i fjor' }, '', 'hp-print', TODAY).problems).toEqual([])
  })

  test('a text longer than a case can hold is refused, not cut', () => {
    expect(codes({ productName: 'x'.repeat(501) })).toEqual(['productName:long:true'])
  })
})
