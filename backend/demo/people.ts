import { v5 as uuidV5 } from 'uuid'
import type { Role } from '#shared/domain/customer/customer.rows.ts'
import type { Person } from '../services/people/people.ts'

/** Everybody's password in the demo data, and in no other. */
export const DEMO_PASSWORD = 'skranke-demo'

const PEOPLE = '0c9a4a52-6c0e-5d0e-8a52-2f4c1f3b7d10'

/** The id of a demo person follows from the user name, so that tests and guides can say it. */
export const demoPersonId = (username: string): string => uuidV5(username, PEOPLE)

const person = (username: string, name: string, initials: string, role: Role): Person => ({
  id: demoPersonId(username),
  username,
  name,
  initials,
  role,
  scope: 'all',
})

export const DEMO_PEOPLE = {
  kari: person('kari', 'Kari Nordvik', 'KN', 'agent'),
  per: person('per', 'Per Åkerlund', 'PÅ', 'agent'),
  ola: person('ola', 'Ola Brekke', 'OB', 'technician'),
  dina: person('dina', 'Dina Haugland', 'DH', 'dispatcher'),
  admin: person('admin', 'Astrid Solheim', 'AS', 'supervisor'),
} as const satisfies Record<string, Person>
export type DemoUser = keyof typeof DEMO_PEOPLE
