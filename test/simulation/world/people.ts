import type { ReferenceRow } from '#backend/services/reference.ts'
import type { Person } from '#backend/services/people/people.ts'
import { agreementIdOf } from '#shared/domain/customer/agreement-id.ts'
import type { AgreementKind, Role } from '#shared/domain/customer/customer.rows.ts'
import { v5 as uuidV5 } from 'uuid'

const SPACE = '6a1f9a52-11d0-5d5b-9c0b-7f0a4f5e2d31'
const idOf = (name: string): string => uuidV5(name, SPACE)

export const PASSWORD = 'skranke-simulated'
export const CUSTOMERS = ['Nordlys', 'Fjordtann', 'Granvik'].map((name) => ({ id: idOf(name), name }))

const person = (username: string, role: Role, scope: Person['scope'] = 'all'): Person => ({
  id: idOf(username),
  username,
  name: `${username} (${role})`,
  initials: username.slice(0, 2).toUpperCase(),
  role,
  scope,
})

/** Desks, a workbench, dispatch, and a person who may see one customer only. */
export const PEOPLE = {
  kari: person('kari', 'agent'),
  per: person('per', 'agent'),
  ola: person('ola', 'technician'),
  dina: person('dina', 'dispatcher'),
  astrid: person('astrid', 'supervisor'),
  lars: person('lars', 'supervisor', [CUSTOMERS[0]?.id ?? '']),
} as const satisfies Record<string, Person>
export type PersonName = keyof typeof PEOPLE

/** Every contract that a caller may name. */
export const AGREEMENTS: readonly (readonly [string, AgreementKind])[] = [
  ['SA0011807', 'apple'],
  ['SA0003682', 'hp-print'],
  ['SA0009858', 'general'],
  ['SA0020011', 'lenovo-onsite'],
]

/** What the backend owns before a history begins. */
export const REFERENCE: readonly ReferenceRow[] = [
  ...Object.values(PEOPLE).map(({ scope: _scope, ...row }) => ({ table: 'colleague' as const, row })),
  ...AGREEMENTS.map((_agreement, i) => agreementOf(i, null)),
  ...CUSTOMERS.flatMap(({ id, name }, i): ReferenceRow[] => [
    { table: 'customer', row: { id, customerNo: `K${1000 + i}`, name, country: i === 2 ? 'SE' : 'NO', address: name } },
    {
      table: 'contact',
      row: { id: idOf(`${name} contact`), customerId: id, name: `Hos ${name}`, mobile: null, phone: null, email: null },
    },
    ...[0, 1].map((nth) => unitOf(i, nth, id)),
  ]),
]

/** An agreement that everybody may use, or one customer alone. */
export function agreementOf(nth: number, customerId: string | null): ReferenceRow {
  const [agreementNo, kind] = AGREEMENTS[nth] ?? ['', 'general']
  return {
    table: 'agreement',
    row: { id: agreementIdOf(agreementNo), agreementNo, name: kind, kind, customerId, routine: null },
  }
}

/** A unit of a customer; `nth` of the customer at `home`. */
export function unitOf(home: number, nth: number, customerId: string): ReferenceRow {
  return {
    table: 'unit',
    row: {
      id: idOf(`unit ${home} ${nth}`),
      customerId,
      serialNo: `C02SIM${home}${nth}`,
      productName: nth === 0 ? 'MacBook Air' : 'iPad Air',
      product: nth === 0 ? 'mac' : 'ipad',
      maker: 'Apple',
      soldByUs: true,
      purchasedOn: '2024-05-02',
      orderNo: null,
      invoiceNo: null,
      customerRef: null,
    },
  }
}
