import { sql } from 'drizzle-orm'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import type { Role } from '#shared/domain/customer/customer.rows.ts'
import type { SessionUser } from '#shared/sync/wire.ts'
import type { Executor } from '../../database/connect.ts'
import type { Scope } from '../scope.ts'
import { hashPassword } from './passwords.ts'

export type Person = {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly initials: string
  readonly role: Role
  readonly scope: Scope
}

/** Columns that {@link personFrom} reads. */
export const PERSON = sql.raw('u.id, u.username, u.name, u.initials, u.role, u.scope')
export type PersonRow = Omit<Person, 'scope'> & { scope: string[] | null }

export const personFrom = ({ id, username, name, initials, role, scope }: PersonRow): Person => ({
  id,
  username,
  name,
  initials,
  role,
  scope: scope ?? 'all',
})

export const sessionUserOf = ({ scope: _scope, ...person }: Person): SessionUser => ({
  ...person,
  permissions: [...PERMISSIONS_OF[person.role]],
})

/** Adds a person who may sign in, or gives one a new name, role, scope and password. */
export async function putPerson(db: Executor, person: Person, password: string): Promise<void> {
  const scope = person.scope === 'all' ? null : JSON.stringify(person.scope)
  const passwordHash = await hashPassword(password)
  await db.execute(sql`insert into app_user (id, username, name, initials, role, scope, password_hash)
    values (${person.id}, ${person.username}, ${person.name}, ${person.initials}, ${person.role}, ${scope}::jsonb, ${passwordHash})
    on conflict (id) do update set username = excluded.username, name = excluded.name, initials = excluded.initials,
      role = excluded.role, scope = excluded.scope, password_hash = excluded.password_hash`)
}
