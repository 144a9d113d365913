import type { AppError } from '#shared/errors.ts'
import type { FileRow } from './read-file.ts'
import type { Mapping } from './mapping.ts'
import { type Registration, toRegistration } from './to-registration.ts'

export type Rejected = { readonly row: number; readonly field: string; readonly reason: string }
export type ImportResult = {
  readonly rows: number
  readonly accepted: number
  readonly rejected: readonly Rejected[]
  /** Rows that an earlier import had brought in already. */
  readonly unchanged: number
}

export type Answer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly error: AppError }

/** Where registrations go: a backend, or the profile on this device. Answers in the order of what it was given. */
export type ImportTarget = {
  /** How many it takes at once. */
  readonly batch: number
  readonly submit: (batch: readonly Registration[]) => Promise<readonly Answer[]>
  readonly close: () => Promise<void>
}

/** Brings rows in through the same command as the counter: each is accepted, known already, or rejected with its field and reason. */
export async function importRows(
  mapping: Mapping,
  rows: AsyncIterable<FileRow>,
  target: ImportTarget,
  progress: (done: number) => void,
): Promise<ImportResult> {
  const rejected: Rejected[] = []
  const count = { rows: 0, accepted: 0, unchanged: 0 }
  let batch: { row: number; registration: Registration }[] = []

  const flush = async () => {
    const answers = await target.submit(batch.map(({ registration }) => registration))
    batch.forEach(({ row }, i) => {
      const answer = answers[i]
      if (answer === undefined) throw new Error('an answer is missing')
      if (answer.kind === 'accepted') count.accepted += 1
      else if (answer.kind === 'repeated') count.unchanged += 1
      else rejected.push({ row, ...wordsOf(answer.error) })
    })
    batch = []
    progress(count.rows)
  }

  for await (const { row, record } of rows) {
    count.rows += 1
    const registration = toRegistration(mapping, record)
    if ('reason' in registration) rejected.push({ row, ...registration })
    else batch.push({ row, registration })
    if (batch.length >= target.batch) await flush()
  }
  if (batch.length > 0) await flush()
  return { ...count, rejected: rejected.sort((a, b) => a.row - b.row) }
}

/** The field and the reason of a refusal, with its rule, for a person who mends a spreadsheet. */
function wordsOf({ code, field, rule, facts }: AppError): { field: string; reason: string } {
  const problem = typeof facts?.['problem'] === 'string' ? `: ${facts['problem']}` : ''
  return { field: field ?? '', reason: `${code}${rule ? ` (${rule})` : ''}${problem}` }
}
