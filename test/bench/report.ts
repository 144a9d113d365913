import { cpus, totalmem } from 'node:os'
import type { BenchResult } from './result.ts'

export type Report = {
  readonly machine: {
    readonly cpu: string
    readonly cores: number
    readonly memoryGb: number
    readonly platform: string
    readonly node: string
  }
  readonly dataset: string
  readonly results: readonly BenchResult[]
}

export const describeMachine = (): Report['machine'] => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
})

/** One line for a terminal. */
export function toLine(result: BenchResult): string {
  const { name, unit, figure, limit, ratio, p50, limitP50, reason } = result
  const verdict = result.ok === null ? ' –  ' : result.ok ? 'ok  ' : 'miss'
  if (figure === null) return `${verdict} ${name}: ${reason ?? ''}`
  const against = limit === null ? '' : ` against ${limit} (ratio ${ratio})`
  const halves = `; p50 ${p50}${limitP50 === null ? '' : ` against ${limitP50}`}`
  return `${verdict} ${name}: ${result.better === 'lower' ? 'p95 ' : ''}${figure} ${unit}${against}${goalOf(result)}${halves}`
}

const goalOf = ({ goal, goalOn, better, unit }: BenchResult): string =>
  goal === null ? '' : `, goal ${better === 'lower' ? '≤' : '≥'} ${goal}${goalOn === 'figure' ? ` ${unit}` : '×'}`

const HEAD = ['what', 'unit', 'p50', 'p95', 'limit p50', 'limit p95', 'ratio', 'goal', 'n', ''] as const

/** The results as a table for `docs/performance.md`. */
export function toMarkdown(results: readonly BenchResult[]): string {
  const rows = results.map((result) => [
    result.name,
    result.unit,
    cell(result.p50),
    cell(result.p95),
    cell(result.limitP50),
    cell(result.limit),
    cell(result.ratio),
    goalOf(result).replace(', goal ', ''),
    String(result.n),
    result.ok === null ? (result.reason ?? 'told') : result.ok ? 'ok' : '**miss**',
  ])
  const table = [[...HEAD], HEAD.map(() => '---'), ...rows]
  return `${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`
}

const cell = (value: number | null): string => (value === null ? '' : String(value))
