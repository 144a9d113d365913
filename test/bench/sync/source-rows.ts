import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { scopeKeyOf } from '#backend/services/scope.ts'
import { runtimeCache } from '#scripts/electron-runtime/cache.ts'
import { caseIdOf } from '#shared/domain/tables.ts'
import { type GeneratedRow, generateRows } from '../dataset/generate-rows.ts'

const ROOT = join(import.meta.dirname, '../../..')
const SEED = 20_260_615
const BATCH = 2_000
/** What the rows follow from. */
const SOURCES = ['test/bench/dataset', 'backend/demo', 'backend/services/scope.ts', 'test/bench/sync/source-rows.ts']

/** The rows of so many cases, as lines of JSON and as PostgreSQL copies them in. */
export type SourceRows = { readonly lines: string; readonly copy: string; readonly rows: number }

/** Made once and kept beside the other things that are expensive to make; `rows`: so many of them and no more. */
export async function sourceRows(
  cases: number,
  rows = Number.POSITIVE_INFINITY,
  openShare?: number,
): Promise<SourceRows> {
  const folder = join(runtimeCache(), 'bench')
  mkdirSync(folder, { recursive: true })
  const open = openShare === undefined ? '' : `+${openShare}`
  const size = `${Number.isFinite(rows) ? `${cases}-${rows}` : cases}${open}`
  const kept = join(folder, `rows-${size}-${sourceHash()}`)
  const found = (): SourceRows => ({
    lines: `${kept}.ndjson`,
    copy: `${kept}.copy`,
    rows: Number(readFileSync(`${kept}.count`, 'utf8')),
  })
  if (existsSync(`${kept}.count`)) return found()
  for (const name of readdirSync(folder)) if (name.startsWith(`rows-${size}-`)) rmSync(join(folder, name))
  const half = join(folder, `half-rows-${process.pid}`)
  const lines = writer(`${half}.ndjson`)
  const copy = writer(`${half}.copy`)
  let position = 0
  const scopes = new Map<string, string>()
  const toCopy = ({ table, row }: GeneratedRow): string => {
    const caseId = caseIdOf(table, row)
    const scope = scopeKeyOf(table, row, caseId === null ? null : (scopes.get(caseId) ?? null))
    if (table === 'serviceCase') scopes.set(row.id, scope)
    const number = table === 'serviceCase' ? (row.number ?? '\\N') : '\\N'
    position += 1
    const data = JSON.stringify(row).replaceAll('\\', '\\\\')
    return `${table}\t${row.id}\t${caseId ?? '\\N'}\t${scope}\t${number}\t${data}\t${position}\n`
  }
  let batch: GeneratedRow[] = []
  const flush = async (): Promise<void> => {
    await copy.write(batch.map(toCopy).join(''))
    await lines.write(batch.map(({ table, row }) => `${JSON.stringify([table, row])}\n`).join(''))
    batch = []
  }
  for (const row of generateRows({ cases, seed: SEED, openShare })) {
    batch.push(row)
    if (position + batch.length === rows) break
    if (batch.length === BATCH) await flush()
  }
  await flush()
  await lines.end()
  await copy.end()
  const count = writer(`${half}.count`)
  await count.write(String(position))
  await count.end()
  for (const end of ['.ndjson', '.copy', '.count']) renameSync(half + end, kept + end)
  return found()
}

function writer(file: string) {
  const stream = createWriteStream(file)
  return {
    write: async (text: string): Promise<void> => {
      if (!stream.write(text)) await once(stream, 'drain')
    },
    end: async (): Promise<void> => {
      stream.end()
      await once(stream, 'close')
    },
  }
}

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(ROOT, source)
    const files = source.endsWith('.ts')
      ? [path]
      : readdirSync(path)
          .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
          .sort()
          .map((name) => join(path, name))
    for (const file of files) hash.update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 12)
}
