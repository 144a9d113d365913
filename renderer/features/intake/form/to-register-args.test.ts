import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RegisterCaseArgs } from '#shared/domain/service-case/register-case.command.ts'
import { blankForm, type IntakeForm } from './intake-form.ts'
import { passcodeToSend, type RegisterContext, toRegisterArgs } from './to-register-args.ts'

const context: RegisterContext = {
  caseId: '0198c0de-0000-7000-8000-000000000001',
  kind: 'apple',
  passcode: '',
  userId: '0198c0de-0000-7000-8000-000000000002',
}
const aForm = (more: Partial<IntakeForm> = {}): IntakeForm => ({
  ...blankForm(),
  contract: 'SA0011807',
  contactName: 'Kari Nordmann',
  mobile: '912 34 567',
  serviceLocation: 'Storgata 1, Oslo',
  productName: 'MacBook Pro 14',
  faultDescription: 'Slår seg ikke på',
  product: 'mac',
  ...more,
})

describe('toRegisterArgs', () => {
  test('blank optional fields become null, blanks around values go', () => {
    const args = toRegisterArgs(
      aForm({ orderNo: '  ', email: '', serialNo: ' C02XG ', contactName: ' Kari ' }),
      context,
    )
    expect(args).toMatchObject({ orderNo: null, email: null, phone: null, serialNo: 'C02XG', contactName: 'Kari' })
  })

  test('phone numbers stay as typed', () => {
    expect(toRegisterArgs(aForm({ mobile: ' 912 34 567 ', phone: '0046 8 123 456 78' }), context)).toMatchObject({
      mobile: '912 34 567',
      phone: '0046 8 123 456 78',
    })
  })

  test('SOS-6: a contract number is stored in its own notation', () => {
    expect(toRegisterArgs(aForm({ contract: ' sa 0011807' }), context).contract).toBe('SA0011807')
  })

  test('a purchase date is stored as ISO, an unknown one as null', () => {
    expect(toRegisterArgs(aForm({ purchasedOn: '2.5.2024' }), context).purchasedOn).toBe('2024-05-02')
    expect(toRegisterArgs(aForm(), context).purchasedOn).toBe(null)
  })

  test('fields that the agreement hides do not travel, whatever was typed before the contract changed', () => {
    const form = aForm({ contract: 'SA0003682', purchasedOn: 'i fjor', soldByUs: true })
    const hp: RegisterContext = { ...context, kind: 'hp-print', passcode: '1234' }
    expect(toRegisterArgs(form, hp)).toMatchObject({
      product: 'other',
      purchasedOn: null,
      soldByUs: false,
      hasPasscode: false,
    })
    expect(passcodeToSend(hp)).toBe(null)
  })

  test('INTAKE-SECRET: the passcode is in no argument', () => {
    const args = toRegisterArgs(aForm(), { ...context, passcode: 'hemmelig-4711' })
    expect(args.hasPasscode).toBe(true)
    expect(JSON.stringify(args)).not.toContain('4711')
    expect(passcodeToSend({ ...context, passcode: ' 47 11 ' })).toBe(' 47 11 ')
    expect(toRegisterArgs(aForm(), { ...context, passcode: '  ' }).hasPasscode).toBe(false)
  })

  test('SOS-3: the case is owned by who registers it unless it is left to the dispatcher', () => {
    expect(toRegisterArgs(aForm(), context).ownerId).toBe(context.userId)
    expect(toRegisterArgs(aForm({ unassigned: true }), context).ownerId).toBe(null)
  })

  test('any text of ordinary length fits the command', () => {
    const text = fc.string({ maxLength: 400 })
    fc.assert(
      fc.property(text, text, text, text, (contactName, mobile, purchasedOn, faultDescription) => {
        const args = toRegisterArgs(aForm({ contactName, mobile, purchasedOn, faultDescription }), context)
        expect(RegisterCaseArgs.safeParse(args).success).toBe(true)
      }),
    )
  })
})
