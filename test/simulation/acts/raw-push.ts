import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { SimDesk } from '../desk/sim-desk.ts'
import { idAt, type Random } from '../world/chance.ts'
import { PASSWORD } from '../world/people.ts'
import type { Stage } from '../history/stage.ts'
import { ARGS, argsFor } from './command-args.ts'
import { readRow } from '#db/rows.ts'
import { COMMAND_NAMES } from '#shared/domain/commands.ts'
import type { ServiceCase } from '#shared/domain/service-case/service-case.rows.ts'

/** A program of another version, or one that means harm, sends what our own would not. The backend must stand it. */
export async function rawPush({ node, world, journal }: Stage, desk: SimDesk, random: Random): Promise<void> {
  const now = world.nowMs()
  const deviceId = idAt(random, now)
  const json = { 'content-type': 'application/json' }
  const signIn = await node.ask({
    method: 'POST',
    path: '/v1/session',
    headers: json,
    body: JSON.stringify({ username: desk.username, password: PASSWORD, deviceId }),
  })
  if (signIn.status !== 200) return
  const headers = { ...json, authorization: `Bearer ${JSON.parse(signIn.body).accessToken as string}` }
  const commands = strange(desk, random, now)
  const never = strange(desk, random, now)
  for (const { id } of [...commands, ...never]) journal.foreign.add(id)
  for (const { id } of never) journal.toldOf.add(id)
  const error = { code: 'fee.live' }
  // Decided first; then said to have been given up; others said to have been refused.
  for (const more of [
    { commands },
    { commands: [], givenUp: commands, discards: commands.map(({ id }) => id) },
    { commands: [], refused: [...commands, ...never].map((command) => ({ command, error })) },
  ]) {
    const body = JSON.stringify({ protocol: 1, deviceId, passcodes: [], ...more })
    const { status } = await node.ask({ method: 'POST', path: '/v1/push', headers, body })
    if (status !== 200) journal.violations.push(`a push of strange commands was answered ${status}`)
  }
}

function strange(desk: SimDesk, random: Random, now: number): CommandEnvelope[] {
  const db = desk.running?.profile.db
  const ids = db?.all<{ id: string }>('select id from service_case order by id') ?? []
  const known = ids.length > 0 && db ? readRow(db, 'serviceCase', random.pick(ids).id) : undefined
  const actAt = new Date(now).toISOString()
  const row = known ?? ({ id: idAt(random, now), registeredAt: actAt } as ServiceCase)
  const sight = { random, row, actAt }
  const make = (name: string, args: unknown, more: Partial<CommandEnvelope> = {}): CommandEnvelope => ({
    id: idAt(random, now),
    name,
    version: 1,
    args: args as CommandEnvelope['args'],
    actAt: new Date(now + random.between(-3_600_000, 3_600_000)).toISOString(),
    retryOf: null,
    undoGroup: null,
    ...more,
  })
  const register = { ...ARGS['case.register'](sight), caseId: idAt(random, now) }
  const any = random.pick(COMMAND_NAMES.filter((name) => name !== 'case.register'))
  return [
    make('case.register', { ...register, number: random.pick([7, row.number ?? 8]) }),
    make('case.register', { ...register, number: null, localRef: 'REF-1' }),
    make('case.future', { caseId: row.id }),
    make('case.note', { caseId: row.id, text: 'later' }, { version: 99 }),
    make('case.note', { caseId: row.id, text: '\u0000' }),
    make(any, argsFor(any, sight)),
    make(any, { caseId: row.id.toUpperCase() }),
    make(any, null),
  ]
}
