import { v5 as uuidV5 } from 'uuid'
import type { PullResponse, PushRequest, PushResponse } from '#shared/sync/wire.ts'
import type { HistoryPlan } from '../history/steps.ts'
import type { Bug } from './bug.ts'
import { onAnswer, onHandOver, onPush, onQuery } from './on-the-way.ts'
import { withApprovals, withJumps, withLars, withMeetings, withRestore } from './plans.ts'

export type PlantedBug = {
  readonly name: string
  /** Anew for each history. */
  readonly plant: () => Bug
  /** What it has to be found by. */
  readonly foundAs: RegExp
  /** Makes sure that what it takes is in the history. */
  readonly plan?: (plan: HistoryPlan) => HistoryPlan
}

const again = (id: string): string => uuidV5('again', id)

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
    plant: () => ({ skips: (text) => text.startsWith('insert or replace into base_row') }),
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
  {
    name: 'rows of a push that are said to begin where the device stands, whatever others wrote before',
    foundAs: /differs from a fresh fill/,
    plant: () => ({
      answered: (asked, answered) => {
        const { pull } = asked.path === '/v1/push' ? (JSON.parse(asked.body ?? '{}') as Partial<PushRequest>) : {}
        return onAnswer<PushResponse>('/v1/push', (answer) =>
          pull === undefined || answer.from === undefined ? answer : { ...answer, from: pull.after },
        )(asked, answered)
      },
    }),
  },
]
