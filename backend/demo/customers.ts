import { v5 as uuidV5 } from 'uuid'
import { agreementIdOf } from '#shared/domain/customer/agreement-id.ts'
import type { Agreement, Contact, Customer, Unit } from '#shared/domain/customer/customer.rows.ts'
import { CONTRACT } from '#shared/domain/intake/contract-number.ts'
import { type CountryNames, NORWAY, SWEDEN } from './names.ts'
import { MODELS, type Model } from './products.ts'
import type { Random } from './random.ts'

const DEMO = '7b0f2f2e-7d5c-5a51-9a35-5a1d0e6f4c22'
/** Ids of demo rows follow from their names, so that they are the same at every start. */
export const demoId = (name: string): string => uuidV5(name, DEMO)

export type DemoUnit = { readonly row: Unit; readonly model: Model }
export type DemoCustomer = {
  readonly row: Customer
  readonly contacts: readonly Contact[]
  readonly units: readonly DemoUnit[]
  /** Of its own, for Lenovo units on site. */
  readonly agreement: Agreement | null
}

/** @rule SOS-6 */
export const SHARED_AGREEMENTS: readonly Agreement[] = [
  {
    id: agreementIdOf(CONTRACT.sos),
    agreementNo: CONTRACT.sos,
    name: 'Service Operation Services',
    kind: 'general',
    customerId: null,
    routine: null,
  },
  {
    id: agreementIdOf(CONTRACT.hpPrint),
    agreementNo: CONTRACT.hpPrint,
    name: 'HP Print',
    kind: 'hp-print',
    customerId: null,
    routine: 'Meld til HP Print Support på partnerportalen, oppgi E-case.',
  },
  {
    id: agreementIdOf(CONTRACT.apple),
    agreementNo: CONTRACT.apple,
    name: 'Apple',
    kind: 'apple',
    customerId: null,
    routine: 'Eget Apple servicesenter i Oslo.',
  },
]

const CUSTOMERS_NO = 26
const CUSTOMERS_SE = 14
const UNITS_A_CUSTOMER = 10
const WITH_AGREEMENT = 12

/** Some forty customers in both countries with their people and what they bought. @param today ISO date */
export function makeCustomers(random: Random, today: string): DemoCustomer[] {
  const all = [
    ...NORWAY.companies.slice(0, CUSTOMERS_NO).map((name) => [NORWAY, name] as const),
    ...SWEDEN.companies.slice(0, CUSTOMERS_SE).map((name) => [SWEDEN, name] as const),
  ]
  return all.map(([names, name], index) => makeCustomer(random, names, name, index, today))
}

function makeCustomer(random: Random, names: CountryNames, name: string, index: number, today: string): DemoCustomer {
  const id = demoId(`customer ${name}`)
  const at = random.pick(names.places)
  const row: Customer = {
    id,
    customerNo: String(410_200 + index * 7),
    name,
    country: names.country,
    address: `${random.pick(names.streets)} ${random.between(1, 98)}, ${at.postcode} ${at.town}`,
  }
  const contacts = Array.from({ length: random.between(2, 3) }, (_, i) =>
    makeContact(random, names, row, index * 3 + i),
  )
  // A third of the customers, in both countries.
  const agreement = index % 3 === 0 && index / 3 < WITH_AGREEMENT ? ownAgreement(row, index / 3) : null
  const models = MODELS.filter((model) => model.kind !== 'lenovo-onsite' || agreement !== null)
  const units = Array.from({ length: UNITS_A_CUSTOMER }, (_, i) =>
    makeUnit(random, row, random.pick(models), index * UNITS_A_CUSTOMER + i, today),
  )
  return { row, contacts, units, agreement }
}

/** @rule LEN-1 */
function ownAgreement(customer: Customer, index: number): Agreement {
  const agreementNo = `SA00200${11 + index}`
  return {
    id: agreementIdOf(agreementNo),
    agreementNo,
    name: `Lenovo on-site, ${customer.name}`,
    kind: 'lenovo-onsite',
    customerId: customer.id,
    routine: 'Delene bestilles hos Lenovo; tekniker møter neste virkedag.',
  }
}

function makeContact(random: Random, names: CountryNames, customer: Customer, index: number): Contact {
  const first = random.pick(names.first)
  const last = random.pick(names.last)
  const domain = `${plain(customer.name)}.example`
  return {
    id: demoId(`contact ${index} ${customer.name}`),
    customerId: customer.id,
    name: `${first} ${last}`,
    mobile:
      names.country === 'NO'
        ? `+47400${String(10_000 + index * 37).padStart(5, '0')}`
        : `+4670174${String(605 + (index % 95)).padStart(4, '0')}`,
    phone: random.chance(0.4)
      ? names.country === 'NO'
        ? `+472200${1000 + index * 11}`
        : `+46850000${100 + index}`
      : null,
    email: `${plain(first)}.${plain(last)}@${domain}`,
  }
}

function makeUnit(random: Random, customer: Customer, model: Model, index: number, today: string): DemoUnit {
  const row: Unit = {
    id: demoId(`unit ${index}`),
    customerId: customer.id,
    serialNo: `${model.serial}${serialOf(random, 7)}`,
    productName: model.name,
    product: model.product,
    maker: model.maker,
    soldByUs: random.chance(0.9),
    purchasedOn: random.chance(0.95) ? dayBefore(today, random.between(20, 1500)) : null,
    orderNo: random.chance(0.9) ? `O${510_000 + index * 13}` : null,
    invoiceNo: random.chance(0.85) ? `F${8_204_000 + index * 17}` : null,
    customerRef: random.chance(0.6) ? `E-${20_100 + index}` : null,
  }
  return { row, model }
}

const SERIAL_SIGNS = 'CDFGHJKLMNPQRTVWXY1234567890'
const serialOf = (random: Random, length: number): string =>
  Array.from({ length }, () => SERIAL_SIGNS[random.between(0, SERIAL_SIGNS.length - 1)]).join('')

/** Letters that an e-mail address can have. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/g, '')

export const dayBefore = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
