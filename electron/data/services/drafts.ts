import type { z } from 'zod'
import type { Profile } from '../profile.ts'

export type Draft = {
  readonly id: string
  readonly form: Record<string, z.core.util.JSONType>
  readonly passcode: string | null
  readonly changedAt: string
}
type Found = { id: string; form: string; sealed: Buffer | null; changedAt: string }

/** What was typed and not yet saved. A passcode in it is sealed apart from the form. @rule INTAKE-REQ @rule INTAKE-SECRET */
export function getDraft({ db, sealer }: Profile, id: string): Draft | null {
  const row = db.get<Found>('select id, form, sealed, changed_at as changedAt from draft where id = ?', id)
  if (row === undefined) return null
  const passcode = row.sealed === null ? null : sealer.open(row.sealed)
  return { id: row.id, form: JSON.parse(row.form) as Draft['form'], passcode, changedAt: row.changedAt }
}

export function putDraft({ db, sealer, clock }: Profile, draft: Omit<Draft, 'changedAt'>): void {
  const { passcode: _never, ...form } = draft.form
  db.run(
    `insert into draft (id, form, sealed, changed_at) values (?, ?, ?, ?)
     on conflict (id) do update set form = excluded.form, sealed = excluded.sealed, changed_at = excluded.changed_at`,
    draft.id,
    JSON.stringify(form),
    draft.passcode === null || draft.passcode === '' ? null : sealer.seal(draft.passcode),
    new Date(clock.nowMs()).toISOString(),
  )
}

export const listDrafts = ({ db }: Profile): Omit<Draft, 'passcode'>[] =>
  db
    .all<Found>('select id, form, changed_at as changedAt from draft order by changed_at desc')
    .map(({ id, form, changedAt }) => ({ id, form: JSON.parse(form) as Draft['form'], changedAt }))

export const removeDraft = ({ db }: Profile, id: string): void => {
  db.run('delete from draft where id = ?', id)
}
