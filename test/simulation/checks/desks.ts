import { covers, type Scope } from '#backend/services/scope.ts'
import { TABLES, TABLE_NAMES } from '#shared/domain/tables.ts'
import { allRows } from '#test/support/table-rows.ts'
import type { SimDesk } from '../desk/sim-desk.ts'
import type { Stage } from '../history/stage.ts'
import type { BackendState } from './backend-state.ts'
import { firstDifference } from './first-difference.ts'
import { freshFill } from './fresh-fill.ts'

/** Tables in which nothing may be left of a command that is not pending. */
const EMPTY = ['touch', 'base_row', 'local_passcode'] as const

/** Every desk has what a new one with the same scope is given, no row beyond its scope, and nothing left over. */
export async function checkDesks(stage: Stage, { rows }: BackendState): Promise<void> {
  const { desks, journal, database } = stage
  const { violations } = journal
  const scopes = await database.db.$client.query<{ username: string; scope: string[] | null }>(
    'select username, scope from app_user',
  )
  const scopeKeys = new Map(rows.map(({ table, id, scope }) => [`${table}/${id}`, scope]))
  const fills = new Map<string, ReturnType<typeof allRows>>()
  for (const desk of desks) {
    const { running, username } = desk
    if (running === null) continue
    const { db } = running.profile
    const own = allRows(db)
    if (!fills.has(username)) fills.set(username, await freshFill(stage, username))
    const difference = firstDifference(fills.get(username) ?? {}, own)
    if (difference !== null) violations.push(`${username} differs from a fresh fill: ${difference}`)

    const scope: Scope = scopes.rows.find((row) => row.username === username)?.scope ?? 'all'
    for (const table of TABLE_NAMES)
      for (const row of own[table] ?? []) {
        const key = scopeKeys.get(`${table}/${(row as { id: string }).id}`)
        if (key === undefined || !covers(scope, key)) violations.push(`${username} has a ${table} beyond their scope`)
        if (!TABLES[table].safeParse(row).success) violations.push(`${username} has a ${table} that is none`)
      }
    checkLeftovers(violations, desk)
  }
}

function checkLeftovers(violations: string[], { running, username, file }: SimDesk): void {
  if (running === null) return
  const { db } = running.profile
  for (const table of EMPTY) {
    const where =
      table === 'local_passcode' ? 'where command_id not in (select id from conflict union select id from outbox)' : ''
    const left = db.value<number>(`select count(*) from ${table} ${where}`) ?? 0
    if (left > 0) violations.push(`${username} has ${left} left in ${table}`)
  }
  const orphans = db.value<number>(
    `select count(*) from outbox where status <> 'held' or held_by not in (select id from conflict)`,
  )
  if (orphans !== 0) violations.push(`${username} has ${orphans} commands that wait for nothing`)
  if (file !== ':memory:' && db.value('pragma integrity_check') !== 'ok')
    violations.push(`the file of ${username} is damaged`)
}
