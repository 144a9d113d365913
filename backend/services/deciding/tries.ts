import { sql } from 'drizzle-orm'
import { type AppError, appError } from '#shared/errors.ts'
import type { Transaction } from '../../database/connect.ts'
import type { Submitted } from './submitted.ts'

/** What a command tried again: one that was decided, or one that a revoked device handed over. */
const before = (id: string) =>
  sql.raw(
    `select retry_of from command_log where id = ${id} union all select retry_of from quarantine where id = ${id}`,
  )

type Found = { id: string; tried: string | null; done_by: string | null }

/**
 * Lines of tries: a refused command, what tries it again, what tries that again, and what a supervisor does in its maker's place. Of
 * a line one command is accepted, whoever is first. The caller holds the locks of what is tried again.
 */
export class Tries {
  /** What a command tried again. */
  readonly #tried: Map<string, string | null>
  /** Who was accepted with it, or with another try of it. */
  readonly #doneBy: Map<string, string>

  private constructor(found: readonly Found[]) {
    this.#tried = new Map(found.map(({ id, tried }) => [id, tried]))
    this.#doneBy = new Map(found.flatMap(({ id, done_by: by }) => (by === null ? [] : [[id, by]])))
  }

  /** Of commands that are not in the log. */
  static async load(tx: Transaction, commands: readonly Submitted[]): Promise<Tries> {
    const tried = commands.flatMap(({ envelope }) => envelope.retryOf?.toLowerCase() ?? [])
    if (tried.length === 0) return new Tries([])
    const { rows } = await tx.execute<Found>(sql`with recursive line(id) as (
        select unnest(${sql.param(tried)}::uuid[])
        union
        select b.retry_of from line, lateral (${before('line.id')}) b where b.retry_of is not null)
      select line.id, (${before('line.id')} limit 1) as tried,
        (select coalesce(u.name, '') from command_log a left join app_user u on u.id = a.actor_id
         where a.status = 'accepted' and (a.id = line.id or a.retry_of = line.id) limit 1) as done_by
      from line`)
    return new Tries(rows)
  }

  /** Why a command is refused whatever it says; null where nobody was accepted before it. */
  refusal({ envelope }: Submitted): AppError | null {
    const seen = new Set<string>()
    for (
      let id = envelope.retryOf?.toLowerCase() ?? null;
      id !== null && !seen.has(id);
      id = this.#tried.get(id) ?? null
    ) {
      const who = this.#doneBy.get(id)
      if (who !== undefined) return appError('command.done-already', { facts: { who } })
      seen.add(id)
    }
    return null
  }

  /** A command was decided, before others of the same transaction. */
  decided({ envelope: { id, retryOf }, who }: Submitted, isAccepted: boolean): void {
    const tried = retryOf?.toLowerCase() ?? null
    this.#tried.set(id, tried)
    if (!isAccepted) return
    this.#doneBy.set(id, who.name)
    if (tried !== null) this.#doneBy.set(tried, who.name)
  }
}
