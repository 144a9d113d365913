import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { addPending, markHeld, pendingById, tellOf } from '#db/outbox.ts'
import type { Remains, RemainsRow } from '#db/remains.ts'
import { commandOf } from '#shared/domain/commands.ts'
import { readArgs } from '#shared/domain/command/upcast.ts'
import { HandedDraft } from '#shared/sync/quarantine.ts'
import { AppErrorSchema, CommandEnvelope } from '#shared/sync/wire.ts'
import type { Profile } from '../profile.ts'
import { keepConflict } from '../sync/conflicts.ts'
import { applyPending } from './pending-effects.ts'

/** Unsent work outside of any file of a person: readable, and taken in again by a program that can. Holds no passcode. @rule INTAKE-SECRET */
export const OutboxExport = z.object({
  format: z.literal('skranke-outbox'),
  exportedAt: z.iso.datetime(),
  userId: z.uuid(),
  commands: z.array(CommandEnvelope),
  /** Not to be carried out any more; for the backend's log. */
  givenUp: z.array(CommandEnvelope).default([]),
  conflicts: z.array(z.object({ command: CommandEnvelope, error: AppErrorSchema })),
  drafts: z.array(HandedDraft),
})
export type OutboxExport = z.infer<typeof OutboxExport>

/** What a person chose, if it is an export. */
export function readExport(content: string): OutboxExport | null {
  const parsed = OutboxExport.safeParse(json(content))
  return parsed.success ? parsed.data : null
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const json = (value: unknown): unknown => {
  try {
    return JSON.parse(text(value) ?? 'null')
  } catch {
    return null
  }
}
const envelopeOf = (row: RemainsRow): unknown => ({
  id: row.id,
  name: row.name,
  version: row.version,
  args: json(row.args),
  actAt: row.act_at,
  skewMs: row.skew_ms ?? null,
  retryOf: row.retry_of ?? null,
  undoGroup: row.undo_group ?? null,
})
/** What is what it should be; anything else was lost with the file. */
const fitting = <S extends z.ZodType>(schema: S, values: readonly unknown[]): z.output<S>[] =>
  values.flatMap((value) => {
    const parsed = schema.safeParse(value)
    return parsed.success ? [parsed.data] : []
  })

/** The unsent work among the remains of a file. What the backend has accepted is not in it. */
export function toExport({ rows }: Remains, userId: string, exportedAt: string): OutboxExport {
  const standing = new Set(rows.conflict.map((row) => row.id))
  const isGivenUp = (row: RemainsRow): boolean => row.held_by === row.id
  const unsettled = rows.outbox.filter((row) => row.status !== 'accepted' && !standing.has(row.id ?? null))
  return {
    format: 'skranke-outbox',
    exportedAt,
    userId,
    commands: fitting(CommandEnvelope, unsettled.filter((row) => !isGivenUp(row)).map(envelopeOf)),
    givenUp: fitting(CommandEnvelope, unsettled.filter(isGivenUp).map(envelopeOf)),
    conflicts: fitting(
      OutboxExport.shape.conflicts.element,
      rows.conflict.map((row) => ({ command: envelopeOf(row), error: json(row.error) })),
    ),
    drafts: fitting(
      HandedDraft,
      rows.draft.map((row) => ({ id: row.id, form: json(row.form), changedAt: row.changed_at })),
    ),
  }
}

/** Writes the export into a folder. @returns the path */
export function writeExport(folder: string, name: string, content: OutboxExport): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}-${content.exportedAt.replaceAll(/[:.]/g, '-')}.json`)
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { flush: true })
  return file
}

/**
 * Takes an export in: each command under its own id, so that one the backend has by now is answered as before. What is here already
 * is left alone; a draft never replaces a later one.
 */
export function importOutbox(profile: Profile, content: OutboxExport): { commands: number; drafts: number } {
  const { db } = profile
  const isHere = (id: string): boolean =>
    pendingById(db, id) !== undefined ||
    db.value('select 1 from conflict where id = ? union all select 1 from acknowledged where id = ?', id, id) !==
      undefined
  const caseIdOf = (envelope: CommandEnvelope): string | null => {
    const command = commandOf(envelope.name)
    const args = command && readArgs(command, envelope)
    return command && args !== undefined ? command.caseOf(args) : null
  }
  return db.transaction(() => {
    let commands = 0
    for (const envelope of content.commands.filter(({ id }) => !isHere(id))) {
      applyPending(profile, addPending(db, envelope, caseIdOf(envelope)))
      commands += 1
    }
    for (const { command, error } of content.conflicts.filter((each) => !isHere(each.command.id))) {
      const pending = addPending(db, command, caseIdOf(command))
      keepConflict(profile, pending, error, content.exportedAt)
      db.run('delete from outbox where ord = ?', pending.ord)
      tellOf(db, command.id)
      commands += 1
    }
    for (const envelope of content.givenUp.filter(({ id }) => !isHere(id)))
      markHeld(db, addPending(db, envelope, caseIdOf(envelope)).ord, envelope.id, true)
    let drafts = 0
    for (const { id, form, changedAt } of content.drafts)
      drafts += db.run(
        `insert into draft (id, form, changed_at) values (?, ?, ?)
         on conflict (id) do update set form = excluded.form, changed_at = excluded.changed_at where changed_at < excluded.changed_at`,
        id,
        JSON.stringify(form),
        changedAt,
      )
    return { commands, drafts }
  })
}
