import { useCallback, useState } from 'react'
import type { CaseListItem } from '#shared/contract/views.ts'
import type { CommandName } from '#shared/domain/commands.ts'
import type { AppError } from '#shared/errors.ts'
import { submitMany } from '../../../api/submit.ts'
import type { BulkAct } from './bulk-acts.ts'

export type Refused = { readonly item: CaseListItem; readonly error: AppError }
/** `commandId`: what is taken back for all; null when nothing was done. */
export type BulkResult = {
  readonly commandId: string | null
  readonly name: CommandName
  readonly done: number
  readonly refused: readonly Refused[]
}

/** Does something to several cases, and keeps what came of it until the next time or until it is put away. */
export function useBulk() {
  const [result, setResult] = useState<BulkResult | null>(null)
  const [busy, setBusy] = useState(false)
  const run = useCallback(async (act: BulkAct, items: readonly CaseListItem[]): Promise<BulkResult> => {
    setBusy(true)
    try {
      const { outcomes, commandId } = await submitMany(
        items.map((item) => ({ name: act.name, args: act.argsOf(item) })),
      )
      const refused = items.flatMap((item, i): Refused[] => {
        const outcome = outcomes[i]
        return outcome === undefined || outcome.ok ? [] : [{ item, error: outcome.error }]
      })
      const made: BulkResult = { commandId, name: act.name, done: items.length - refused.length, refused }
      setResult(made)
      return made
    } finally {
      setBusy(false)
    }
  }, [])
  return { run, busy, result, forget: useCallback(() => setResult(null), []) }
}
