import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type BenchResult, measured } from '../result.ts'
import { said, type Source, withSource } from './source.ts'

const [FEW, MANY] = [100_000, 1_000_000] as const
/** So many cases that there are these rows, of every kind in its share. */
const CASES_OF = { [FEW]: 62_000, [MANY]: 621_000 } as const

/** What a device and the backend have of memory at most while so many rows come; it must not grow with their number. */
export async function benchPullMillion(): Promise<BenchResult[]> {
  const few = await withSource({ cases: CASES_OF[FEW], rows: FEW }, peaks)
  const many = await withSource({ cases: CASES_OF[MANY], rows: MANY }, peaks)
  const about = `the most memory while ${MANY} rows come, beside that at ${FEW}`
  const result = (name: string, ours: number, limit: number): BenchResult =>
    measured({ name, unit: 'MB', ours: [ours], limit: [limit], goal: 1.2, about })
  return [
    result('pull-million', many.device, few.device),
    result('pull-million-backend', many.backend, few.backend),
    measured({ name: 'pull-million-rate', unit: 'rows/s', ours: [many.rate], goal: null, better: 'higher' }),
  ]
}

async function peaks({ url, folder, backendPeakKb, rows }: Source) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'filled-process.ts'), url, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const told = JSON.parse(await said(child, /^(\{.*\})$/)) as { ms: number; peakKb: number }
  return { device: told.peakKb / 1024, backend: backendPeakKb() / 1024, rate: (rows / told.ms) * 1000 }
}
