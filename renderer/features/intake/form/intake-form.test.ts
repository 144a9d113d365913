import { describe, expect, test } from 'vitest'
import type { Agreement, Unit } from '#shared/domain/customer/customer.rows.ts'
import { fillFrom, type Pick, takeBackFill } from './fill-from-match.ts'
import { blankForm, changeForm, guessProduct, isBlankForm, readForm } from './intake-form.ts'

describe('the form', () => {
  test('is blank as it opens and with blanks typed, and not with anything else', () => {
    expect(isBlankForm(blankForm())).toBe(true)
    expect(isBlankForm({ ...blankForm(), contactName: '  ' })).toBe(true)
    expect(isBlankForm({ ...blankForm(), contactName: 'K' })).toBe(false)
    expect(isBlankForm({ ...blankForm(), channel: 'email' })).toBe(false)
    expect(isBlankForm({ ...blankForm(), soldByUs: true })).toBe(false)
  })

  test('reads a draft of another version as far as it fits', () => {
    const kept = { contactName: 'Kari', mobile: 47, channel: 'fax', customerId: 'x', usedIn: 'SE', unheardOf: true }
    expect(readForm(kept)).toEqual({ ...blankForm(), contactName: 'Kari', usedIn: 'SE' })
  })

  test('comes back the same after being kept', () => {
    const form = { ...blankForm(), faultDescription: ' to linjer\n', mobile: '9', unassigned: true }
    expect(readForm(JSON.parse(JSON.stringify(form)))).toEqual(form)
  })

  test('the kind of product follows the name until it is chosen', () => {
    const typed = changeForm(blankForm(), { productName: 'iPad Air 11' })
    expect(typed.product).toBe('ipad')
    const chosen = changeForm(typed, { product: 'other' })
    expect(changeForm(chosen, { productName: 'MacBook' }).product).toBe('other')
  })

  test.each([
    ['MacBook Pro 14', 'mac'],
    ['iMac 24"', 'mac'],
    ['Mac mini M4', 'mac'],
    ['I-Pad', 'other'],
    ['ipad 10', 'ipad'],
    ['iPhone 15', 'other'],
    ['Machine', 'other'],
    ['', 'other'],
  ])('%j is guessed as %s', (name, product) => {
    expect(guessProduct(name)).toBe(product)
  })
})

const unit: Unit = {
  id: '0198c0de-0000-7000-8000-00000000000a',
  customerId: '0198c0de-0000-7000-8000-00000000000b',
  serialNo: 'C02ZW1ABMD6T',
  productName: 'MacBook Pro 14',
  product: 'mac',
  maker: 'Apple',
  soldByUs: true,
  purchasedOn: '2024-05-02',
  orderNo: 'O-1',
  invoiceNo: null,
  customerRef: null,
}
const agreement = (agreementNo: string, kind: Agreement['kind'], customerId: string | null = null): Agreement => ({
  id: agreementNo,
  agreementNo,
  name: agreementNo,
  kind,
  customerId,
  routine: null,
})
const AGREEMENTS = [
  agreement('SA0009858', 'general'),
  agreement('SA0011807', 'apple'),
  agreement('SA0020417', 'lenovo-onsite', unit.customerId),
]
const picked = (more: Partial<Pick>): Pick => ({
  customer: null,
  customerId: unit.customerId,
  customerName: 'Fjord AS',
  contact: null,
  unit: null,
  ...more,
})

describe('INTAKE-SERIAL: picking a find fills the form', () => {
  test('a unit brings its product, purchase, order line and contract, and leaves what it does not know', () => {
    const form = fillFrom({ ...blankForm(), find: 'C02', invoiceNo: 'F-7' }, picked({ unit }), AGREEMENTS)
    expect(form).toMatchObject({
      find: '',
      contract: 'SA0011807',
      serialNo: 'C02ZW1ABMD6T',
      product: 'mac',
      purchasedOn: '2024-05-02',
      soldByUs: true,
      orderNo: 'O-1',
      invoiceNo: 'F-7',
      unitId: unit.id,
      customerName: 'Fjord AS',
    })
  })

  test("the customer's own agreement comes before one for everybody", () => {
    const lenovo = { ...unit, maker: 'Lenovo', product: 'other' as const }
    expect(fillFrom(blankForm(), picked({ unit: lenovo }), AGREEMENTS).contract).toBe('SA0020417')
  })

  test('a maker without an agreement is served under the general one', () => {
    const dell = { ...unit, maker: 'Dell', product: 'other' as const }
    expect(fillFrom(blankForm(), picked({ unit: dell }), AGREEMENTS).contract).toBe('SA0009858')
  })

  test('a contact does not change a contract that was typed', () => {
    const contact = {
      id: unit.id,
      customerId: unit.customerId,
      name: 'Kari',
      mobile: '+4791234567',
      phone: null,
      email: null,
    }
    const form = fillFrom({ ...blankForm(), contract: 'SA0011807', phone: '22' }, picked({ contact }), AGREEMENTS)
    expect(form).toMatchObject({ contract: 'SA0011807', contactName: 'Kari', mobile: '+47 91 23 45 67', phone: '22' })
  })

  test('another serial typed over a picked unit is another unit; the same one in small letters is not', () => {
    const form = fillFrom(blankForm(), picked({ unit }), AGREEMENTS)
    expect(changeForm(form, { serialNo: ' c02zw1abmd6t ' }).unitId).toBe(unit.id)
    expect(changeForm(form, { serialNo: 'C02ZW1ABMD6' }).unitId).toBe(null)
  })

  test('a fill is taken back without what was typed after it', () => {
    const before = { ...blankForm(), contactName: 'Kari', find: 'c02' }
    const filled = fillFrom(before, picked({ unit }), AGREEMENTS)
    const now = changeForm(filled, { faultDescription: 'Lader ikke', orderNo: 'O-2' })
    expect(takeBackFill(before, filled, now)).toEqual({ ...before, faultDescription: 'Lader ikke', orderNo: 'O-2' })
  })
})
