import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import { FillBegin, FillEnd, FillMark, FillRow } from '#shared/sync/wire.ts'
import type { FilledRow, FillPart } from './transport.ts'

/**
 * Reads the stream of a first fill: rows are handed on with the mark behind them, so that a cut at any byte only costs what came
 * after the last mark. The next bytes are read when those before have been taken in, and so the line, and in the end the
 * database, wait for this disk. What `take` throws is not a fault of the line and goes through.
 */
export async function readFill(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
  take: (part: FillPart) => boolean,
): Promise<Result<'whole' | 'left' | 'cut', AppError>> {
  const decoder = new TextDecoder()
  let rest = ''
  let rows: FilledRow[] = []
  let thrown: { readonly error: unknown } | null = null
  const taken = (part: FillPart): boolean => {
    try {
      return take(part)
    } catch (error) {
      thrown = { error }
      throw error
    }
  }
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      heard()
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const text of lines) {
        const line = parse(text)
        if (Array.isArray(line)) {
          const row = FillRow.safeParse(line)
          if (!row.success) return notUnderstood()
          rows.push({ table: line[0], row: line[1] } as FilledRow)
          continue
        }
        const part = partOf(line, rows)
        if (part === 'end') return ok('whole')
        if (part === null) return notUnderstood()
        rows = []
        if (!taken(part)) return ok('left')
      }
    }
    return ok('cut')
  } catch {
    if (thrown !== null) throw (thrown as { error: unknown }).error
    return err(appError('network.offline'))
  }
}

const notUnderstood = (): Result<never, AppError> => err(appError('server.failed', { facts: { problem: 'answer' } }))

function partOf(line: unknown, rows: readonly FilledRow[]): FillPart | 'end' | null {
  const mark = FillMark.safeParse(line)
  if (mark.success) return mark.data.rows === rows.length ? { kind: 'rows', rows, mark: mark.data } : null
  const begin = FillBegin.safeParse(line)
  if (begin.success) return { kind: 'begin', begin: begin.data }
  return FillEnd.safeParse(line).success ? 'end' : null
}

/** Undefined for a text that is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
