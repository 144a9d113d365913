import { v5 as uuidV5 } from 'uuid'
import type { Profile } from '#electron/data/profile.ts'
import type { HandOverRequest } from '#shared/sync/quarantine.ts'
import type { LiveEvent, PullResponse, PushRequest, PushResponse } from '#shared/sync/wire.ts'
import type { StatementTap } from './desk/kill-switch.ts'
import type { Stage } from './history/stage.ts'
import type { HistoryPlan, Step } from './history/steps.ts'
import type { Answered, Asked } from './world/node.ts'

/** A fault of the program, put in by the harness from outside of it. */
export type Bug = {
  readonly asked?: (asked: Asked) => Asked
  readonly answered?: (asked: Asked, answered: Answered) => Answered
  readonly told?: (event: LiveEvent) => LiveEvent
  readonly skips?: StatementTap
  readonly opened?: (profile: Profile) => void
  readonly set?: (stage: Stage) => void
}
export const NO_BUG: Bug = {}

export type PlantedBug = {
  readonly name: string
  /** Anew for each history. */
  readonly plant: () => Bug
  /** What it has to be found by. */
  readonly foundAs: RegExp
  /** Makes sure that what it takes is in the history. */
  readonly plan?: (plan: HistoryPlan) => HistoryPlan
}

/** With somebody who may not see everything. */
const withLars = (plan: HistoryPlan): HistoryPlan => ({ ...plan, people: ['kari', 'ola', 'astrid', 'lars'] })

/** With clocks that are changed while nobody gets through, for hours. */
const withJumps = (plan: HistoryPlan): HistoryPlan => ({
  ...plan,
  steps: plan.steps.flatMap((step, i) =>
    i % 40 === 20
      ? [
          { ...step, what: 'partition' },
          { ...step, what: 'clock-jump', seed: i },
          ...[1, 2, 3].map((nth) => ({ ...step, what: 'act' as const, seed: step.seed + nth })),
          { ...step, what: 'long-sleep' },
          { ...step, what: 'heal' },
        ]
      : [step],
  ),
})

/** With a backup from before most of what was refused, brought back at the end. */
const withRestore = (plan: HistoryPlan): HistoryPlan => ({
  ...plan,
  steps: plan.steps.flatMap((step, i): Step[] =>
    i === 20
      ? [{ ...step, what: 'back-up' }, step]
      : i === plan.steps.length - 1
        ? [step, { ...step, afterMs: 5000, what: 'restore' }]
        : step.what === 'back-up' || step.what === 'restore'
          ? []
          : [step],
  ),
})

/** With requests that meet all the time, and the desks close to each other. */
export const withMeetings = (plan: HistoryPlan): HistoryPlan => ({
  ...plan,
  steps: plan.steps.flatMap((step, i) => {
    const at = (desk: number): Step => ({ ...step, afterMs: 5, what: 'act', desk, seed: step.seed + desk })
    return i % 8 === 4 ? [{ ...step, what: 'meet' }, at(0), at(1), at(2)] : [step]
  }),
})

/** With devices that are revoked while they are cut off, permissions that are lost, and a supervisor who answers for both. */
export const withApprovals = (plan: HistoryPlan): HistoryPlan => ({
  ...plan,
  steps: plan.steps.flatMap((step, i): Step[] => {
    const at = (what: Step['what'], afterMs: number, desk = step.desk): Step => ({ ...step, what, afterMs, desk })
    if (i % 25 === 12) return [at('revoke', 100), at('partition', 0), step]
    if (i % 25 === 18) {
      const acts = Array.from({ length: 12 }, (_, nth) => ({ ...at('act', 1500, 0), seed: step.seed + nth }))
      return [at('heal', 100), at('role-change', 100), ...acts.slice(0, 8), at('approve', 100), ...acts.slice(8)]
    }
    if (i % 25 === 23) return [at('approve', 6000), step]
    return [step]
  }),
})

const again = (id: string): string => uuidV5('again', id)

/** Changes the body of a request on its way. */
const onRequest =
  <T>(path: string) =>
  (change: (request: T) => T) =>
  (asked: Asked): Asked =>
    asked.path === path && asked.body !== undefined
      ? { ...asked, body: JSON.stringify(change(JSON.parse(asked.body) as T)) }
      : asked
const onPush = onRequest<PushRequest>('/v1/push')
const onHandOver = onRequest<HandOverRequest>('/v1/quarantine/hand-over')

/** Changes a good answer on its way. */
const onAnswer =
  <T>(path: string, change: (answer: T) => T) =>
  (asked: Asked, answered: Answered): Answered =>
    asked.path.startsWith(path) && answered.status === 200
      ? { status: 200, body: JSON.stringify(change(JSON.parse(answered.body) as T)) }
      : answered

/** Changes the text of a query on its way to the database. */
const onQuery =
  (change: (text: string) => string) =>
  ({ database: { tap } }: Stage): void => {
    const { before } = tap
    tap.before = (text, values) => change(before(text, values))
  }

const TAKEN = "select nextval('case_number_block') * 1000 as position where $1::bigint is not null"
const REACHED = 'select 1 as id, last_value * 1000 as position from case_number_block'

/** Every one of these has to be found; each is a fault that programs like this one have had. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'no deduplication: a command that comes again is another',
    foundAs: /^nobody made/,
    plant: () => {
      const seen = new Set<string>()
      const renamed = new Set<string>()
      return {
        asked: onPush((request) => ({
          ...request,
          commands: request.commands.map((command) => {
            if (!seen.has(command.id)) return (seen.add(command.id), command)
            renamed.add(command.id)
            return { ...command, id: again(command.id) }
          }),
        })),
        answered: onAnswer<PushResponse>('/v1/push', (answer) => {
          const original = new Map([...renamed].map((id) => [again(id), id]))
          return { ...answer, results: answer.results.map((one) => ({ ...one, id: original.get(one.id) ?? one.id })) }
        }),
      }
    },
  },
  {
    name: 'a cursor that passes a late commit',
    foundAs: /differs from a fresh fill/,
    plant: () => {
      let pages = 0
      return {
        answered: onAnswer<PullResponse>('/v1/pull', (page) =>
          page.rows.length > 1 && ++pages % 5 === 0 ? { ...page, rows: page.rows.slice(0, -1) } : page,
        ),
      }
    },
  },
  {
    name: 'an answer to a push that brings a row too few',
    foundAs: /differs from a fresh fill/,
    plant: () => {
      let pages = 0
      return {
        answered: onAnswer<PushResponse>('/v1/push', ({ page, ...answer }) =>
          page !== undefined && page.rows.length > 1 && ++pages % 5 === 0
            ? { ...answer, page: { ...page, rows: page.rows.slice(0, -1) } }
            : { ...answer, page },
        ),
      }
    },
  },
  {
    name: 'news on a stream that bring a row too few',
    foundAs: /differs from a fresh fill/,
    plant: () => {
      let events = 0
      return {
        told: ({ brought, ...event }) =>
          brought !== undefined && brought.rows.length > 1 && ++events % 5 === 0
            ? { ...event, brought: { ...brought, rows: brought.rows.slice(0, -1) } }
            : { ...event, brought },
      }
    },
  },
  {
    name: 'no image of a row before it is changed',
    foundAs: /differs from a fresh fill|shows what does not follow|threw|failed unseen/,
    plant: () => ({ skips: (text) => text.startsWith('insert into base_row') }),
  },
  {
    name: 'a fee that is decided without its ledger',
    foundAs: /^the ledger of/,
    plant: () => ({
      set: ({ database: { tap } }) => {
        tap.after = (text, rows) =>
          text.includes('case_id = any(')
            ? rows.filter((row) => (row as { table_name: string }).table_name !== 'feeEntry')
            : rows
      },
    }),
  },
  {
    name: 'a block of numbers handed out twice',
    foundAs: /leased to two devices/,
    plant: () => {
      let first: unknown
      return { answered: onAnswer('/v1/leases', (answer: unknown) => (first ??= answer)) }
    },
  },
  {
    name: 'an answer for a command that was dropped',
    foundAs: /^lost/,
    plant: () => {
      const dropped = new Set<string>()
      return {
        asked: onPush((request) => {
          const last = request.commands.at(-1)
          if (request.commands.length < 2 || last === undefined) return request
          dropped.add(last.id)
          return { ...request, commands: request.commands.slice(0, -1) }
        }),
        answered: (asked, answered) =>
          onAnswer<PushResponse>('/v1/push', (answer) => {
            const results = [...dropped].map((id) => ({ id, status: 'accepted', position: 0 }) as const)
            return { ...answer, results: [...answer.results, ...results] }
          })(asked, answered),
      }
    },
  },
  {
    name: 'rows of every scope for everybody',
    foundAs: /beyond their scope/,
    plan: (plan) => withLars(plan),
    plant: () => ({
      set: onQuery((text) =>
        text.includes('position >')
          ? text.replaceAll(/(\w+\.)?scope = any\((\$\d+)::text\[\]\)/g, '($2::text[] is not null)')
          : text,
      ),
    }),
  },
  {
    name: 'act times by the clock of the device',
    foundAs: /^act time off/,
    plant: () => ({
      opened: (profile) =>
        Object.assign(profile, {
          acts: { ...profile.acts, next: () => new Date(profile.clock.nowMs()).toISOString() },
        }),
    }),
  },
  {
    name: 'a clock that is wrong, and trusted',
    foundAs: /, and trusted/,
    plan: withJumps,
    plant: () => ({
      asked: onPush(({ sentAt: _sentAt, ...request }) => ({
        ...request,
        commands: request.commands.map(({ skewMs: _skewMs, ...command }) => command),
      })),
    }),
  },
  {
    name: 'a reader that passes positions which commit later',
    foundAs: /differs from a fresh fill|is not done/,
    plant: () => ({
      answered: onAnswer<PullResponse>('/v1/pull', (page) =>
        page.done && page.rows.length > 0 ? { ...page, next: page.next + 2 } : page,
      ),
    }),
  },
  {
    name: 'refused commands that are not logged',
    foundAs: /the log says nothing|^lost/,
    plant: () => ({
      set: onQuery((text) => (text.startsWith('insert into command_log') ? `${text} where status <> 'refused'` : text)),
    }),
  },
  {
    name: 'a choice of the other side that nobody is told of',
    foundAs: /^discarded, but the log says/,
    plant: () => ({ asked: onPush((request) => ({ ...request, discards: [], givenUp: [] })) }),
  },
  {
    name: 'a refusal of which a restored backend is not told',
    foundAs: /^refused, but the log says nothing/,
    plan: withRestore,
    plant: () => ({ asked: onPush((request) => ({ ...request, refused: [] })) }),
  },
  {
    name: 'a passcode inside of its command',
    foundAs: /shows a passcode/,
    plant: () => ({
      asked: onPush((request) => ({
        ...request,
        commands: request.commands.map((command) => {
          const passcode = request.passcodes.find(({ commandId }) => commandId === command.id)?.passcode
          const { args } = command
          return passcode === undefined || typeof args !== 'object' || args === null || !('faultDescription' in args)
            ? command
            : { ...command, args: { ...args, faultDescription: passcode } }
        }),
      })),
    }),
  },
  {
    name: 'a passcode that is left behind',
    foundAs: /^the passcode of case .* is gone/,
    plant: () => ({ asked: onPush((request) => ({ ...request, passcodes: [] })) }),
  },
  {
    name: 'a refusal that nobody is shown',
    foundAs: /^refused, and nobody is told/,
    plant: () => ({ skips: (text) => text.startsWith('insert into conflict') }),
  },
  {
    name: 'a row that left the scope and stays',
    foundAs: /beyond their scope|differs from a fresh fill/,
    plan: (plan) => ({
      ...withLars(plan),
      steps: [
        ...plan.steps,
        ...Array.from({ length: 8 }, (_, seed) => ({ afterMs: 500, desk: 3, what: 'unit-moves', seed }) as const),
      ],
    }),
    plant: () => ({
      answered: onAnswer<PullResponse>('/v1/pull', (page) => ({
        ...page,
        rows: page.rows.filter(({ row }) => row !== null),
      })),
    }),
  },
  {
    name: 'an input that is changed on the way',
    foundAs: /^logged with another input/,
    plant: () => ({
      asked: onPush((request) => ({
        ...request,
        commands: request.commands.map((command) =>
          command.name === 'case.note' ? { ...command, args: { ...(command.args as object), text: 'cut' } } : command,
        ),
      })),
    }),
  },
  {
    name: 'a case that two nodes decide at once',
    foundAs: /but its place in the log says|^the ledger of|the rows are not what the log makes/,
    plan: withMeetings,
    plant: () => ({ set: onQuery((text) => text.replace('pg_advisory_xact_lock(key)', 'key')) }),
  },
  {
    name: 'positions that are read before what has lower ones is committed',
    foundAs: /differs from a fresh fill/,
    plan: withMeetings,
    plant: () => ({
      // As numbers that a database gives out by itself: nobody waits for them.
      set: onQuery((text) =>
        text
          .replace('update sequencer set position = position + $1 where id = 1 returning position', TAKEN)
          .replace('from sequencer where', `from (${REACHED}) s where`)
          .replace('from sequencer s', `from (${REACHED}) s`),
      ),
    }),
  },
  {
    name: 'a hand-over of which the last command is not kept',
    foundAs: /^lost/,
    plan: withApprovals,
    plant: () => ({ asked: onHandOver((request) => ({ ...request, commands: request.commands.slice(0, -1) })) }),
  },
  {
    name: 'an approval that is not remembered: asked for again it is done again',
    foundAs: /^accepted twice/,
    plan: withApprovals,
    plant: () => ({
      set: onQuery((text) =>
        text
          .replace('settled_as = $3', 'settled_as = nullif($3::text, $3::text)')
          .replace(/(count\(\*\)::int as n from command_log where retry_of = \$1) and status = 'refused'/, '$1')
          .replace("where a.status = 'accepted' and", 'where a.status is null and'),
      ),
    }),
  },
  {
    name: 'a rejected command that stays in the list',
    foundAs: /yet it waits/,
    plan: withApprovals,
    plant: () => ({
      set: onQuery((text) => text.replace('where "settledAs" is null order by', 'where true order by')),
    }),
  },
]
