import { makeCustomers, SHARED_AGREEMENTS } from '#backend/demo/customers.ts'
import { type CountryNames, NORWAY, SWEDEN } from '#backend/demo/names.ts'
import { MODELS } from '#backend/demo/products.ts'
import type { Random } from '#backend/demo/random.ts'
import type { Agreement, Colleague, Contact, Customer, Unit } from '#shared/domain/customer/customer.rows.ts'
import { idAt } from './id-at.ts'

/** Who works at the desk and whom it serves. */
export type Reference = {
  readonly agreements: readonly Agreement[]
  readonly colleagues: readonly Colleague[]
  readonly customers: readonly Served[]
}
export type Served = {
  readonly customer: Customer
  readonly names: CountryNames
  readonly contacts: readonly Contact[]
  readonly units: readonly Unit[]
}

const REGISTERED = '2018-01-01T00:00:00.000Z'
const COLLEAGUES = 40
const CASES_A_CUSTOMER = 25
const KINDS = [
  'Bygg',
  'Helse',
  'Skole',
  'Logistikk',
  'Fiskeri',
  'Energi',
  'Media',
  'Handel',
  'Museum',
  'Hotell',
] as const

/** The colleague whose queue "mine" is. */
export const ME: Colleague = {
  id: '0198aaaa-0000-7000-8000-00000000be11',
  username: 'bench',
  name: 'Benk Benksen',
  initials: 'BB',
  role: 'supervisor',
}

/** Reference data for so many cases; every eighth customer is Swedish. */
export function makeReference(random: Random, cases: number): Reference {
  const own = makeCustomers(random, '2026-06-15').flatMap(({ agreement }) => agreement ?? [])
  return {
    agreements: [...SHARED_AGREEMENTS, ...own],
    colleagues: [ME, ...Array.from({ length: COLLEAGUES - 1 }, (_, i) => aColleague(random, i))],
    customers: Array.from({ length: Math.max(20, Math.ceil(cases / CASES_A_CUSTOMER)) }, (_, i) =>
      aCustomer(random, i),
    ),
  }
}

function aColleague(random: Random, at: number): Colleague {
  const [first, last] = [random.pick(NORWAY.first), random.pick(NORWAY.last)]
  return {
    id: idAt(random, REGISTERED),
    username: `colleague${at}`,
    name: `${first} ${last}`,
    initials: first.slice(0, 1) + last.slice(0, 1),
    role: at % 3 === 0 ? 'technician' : 'agent',
  }
}

function aCustomer(random: Random, at: number): Served {
  const names = at % 8 === 7 ? SWEDEN : NORWAY
  const place = random.pick(names.places)
  const customer: Customer = {
    id: idAt(random, REGISTERED),
    customerNo: String(400_000 + at),
    name: `${random.pick(names.last)} ${random.pick(KINDS)} ${place.town}${at < 4000 ? '' : ` ${at}`} ${names.country === 'NO' ? 'AS' : 'AB'}`,
    country: names.country,
    address: `${random.pick(names.streets)} ${random.between(1, 98)}, ${place.postcode} ${place.town}`,
  }
  const contacts = Array.from({ length: random.between(1, at < 50 ? 12 : 2) }, () => aContact(random, customer, names))
  const units = Array.from({ length: random.between(2, at < 50 ? 60 : 10) }, () => aUnit(random, customer))
  return { customer, names, contacts, units }
}

export const personIn = (random: Random, names: CountryNames): string =>
  `${random.pick(names.first)} ${random.pick(names.last)}`

/** A number as it stands in a register: mostly international, sometimes as somebody typed it. */
export function mobileIn(random: Random, names: CountryNames): string {
  const digits = String(random.between(0, 9_999_999)).padStart(7, '0')
  const typed = random.chance(0.1)
  if (names.country === 'NO')
    return typed ? `4${digits.slice(0, 2)} ${digits.slice(2, 4)} ${digits.slice(4)}` : `+474${digits}`
  return typed ? `070-${digits.slice(0, 3)} ${digits.slice(3, 5)} ${digits.slice(5)}` : `+4670${digits}`
}

function aContact(random: Random, { id, country }: Customer, names: CountryNames): Contact {
  const name = personIn(random, names)
  return {
    id: idAt(random, REGISTERED),
    customerId: id,
    name,
    mobile: mobileIn(random, names),
    phone: random.chance(0.2) ? (country === 'NO' ? `+4722${random.between(100_000, 999_999)}` : null) : null,
    email: random.chance(0.7)
      ? `${name
          .normalize('NFD')
          .replaceAll(/[^A-Za-z]/g, '')
          .toLowerCase()}@kunde.example`
      : null,
  }
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
export const serialOf = (random: Random, start: string): string =>
  start + Array.from({ length: 9 }, () => LETTERS[random.between(0, LETTERS.length - 1)]).join('')

function aUnit(random: Random, { id }: Customer): Unit {
  const model = random.pick(MODELS)
  return {
    id: idAt(random, REGISTERED),
    customerId: id,
    serialNo: serialOf(random, model.serial),
    productName: model.name,
    product: model.product,
    maker: model.maker,
    soldByUs: random.chance(0.6),
    purchasedOn: `20${random.between(19, 25)}-0${random.between(1, 9)}-${random.between(10, 28)}`,
    orderNo: random.chance(0.5) ? `SO${random.between(1_000_000, 9_999_999)}` : null,
    invoiceNo: null,
    customerRef: null,
  }
}
