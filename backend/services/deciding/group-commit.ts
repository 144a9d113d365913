import { failureOf } from '../../database/failure.ts'
import type { Scope } from '../scope.ts'
import { CHUNK, decideCommands, type DecideDeps } from './decide-commands.ts'
import type { Written } from './stored-row.ts'
import type { Outcome, Submitted } from './submitted.ts'

/** Decides the commands of one request. `written`: of the transaction, which may be shared, if it was one. */
export type Decider = (commands: readonly Submitted[]) => Promise<GroupDecided>
type GroupDecided = { readonly outcomes: readonly Outcome[]; readonly written: Written | null }

type Waiting = {
  readonly commands: readonly Submitted[]
  readonly scope: string
  readonly answer: (decided: GroupDecided) => void
  readonly fail: (error: unknown) => void
}

/** While one group waits for the disk, so many commands are decided beside it; fewer would only cost a transaction more. */
const BESIDE = 64

/**
 * Requests that come while others are decided go into one transaction together: locks, reads, writes and the wait for the disk are
 * paid once for all of them. Nobody is waited for; alone, a request is decided at once. Each is answered when its group is durable.
 * A group that the database cannot take now fails for each; one that fails for what is in it is decided request by request, so that
 * nobody's work fails for somebody else's.
 */
export function createGroupCommit(deps: DecideDeps): Decider {
  const waiting: Waiting[] = []
  let running = 0

  function pump(): void {
    while (waiting.length > 0 && (running === 0 || (running === 1 && areMany(waiting)))) {
      running += 1
      void decide(takeGroup(waiting)).finally(() => {
        running -= 1
        pump()
      })
    }
  }

  async function decide(group: readonly Waiting[]): Promise<void> {
    try {
      const all: Written[] = []
      const outcomes = await decideCommands(
        deps,
        group.flatMap(({ commands }) => commands),
        undefined,
        (each) => all.push(each),
      )
      const written = all.length === 1 ? (all[0] ?? null) : null
      let from = 0
      for (const { commands, answer } of group)
        answer({ outcomes: outcomes.slice(from, (from += commands.length)), written })
    } catch (error) {
      const failure = failureOf(error)
      if (group.length > 1 && failure !== 'away' && failure !== 'met') for (const each of group) await decide([each])
      else for (const { fail } of group) fail(error)
    }
  }

  return (commands) =>
    commands.length === 0
      ? Promise.resolve({ outcomes: [], written: null })
      : new Promise((answer, fail) => {
          waiting.push({ commands, scope: scopeName(commands[0]?.who.scope ?? 'all'), answer, fail })
          pump()
        })
}

function areMany(waiting: readonly Waiting[]): boolean {
  let commands = 0
  return waiting.some((each) => (commands += each.commands.length) >= BESIDE)
}

/**
 * Takes the first that waits and those of the same scope behind it, in their order, as many as one transaction may hold. Of a device no
 * two: the answer to each is to hold nothing of the other.
 */
function takeGroup(waiting: Waiting[]): Waiting[] {
  const first = waiting.shift()
  if (first === undefined) return []
  const group = [first]
  let size = first.commands.length
  const devices = new Set([deviceOf(first)])
  for (let i = 0; i < waiting.length; ) {
    const next = waiting[i]
    if (
      next === undefined ||
      next.scope !== first.scope ||
      devices.has(deviceOf(next)) ||
      size + next.commands.length > CHUNK
    ) {
      i += 1
      continue
    }
    size += next.commands.length
    devices.add(deviceOf(next))
    group.push(next)
    waiting.splice(i, 1)
  }
  return group
}

const deviceOf = ({ commands }: Waiting): string | undefined => commands[0]?.who.deviceId
const scopeName = (scope: Scope): string => (scope === 'all' ? 'all' : [...scope].sort().join())
