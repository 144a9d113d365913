import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HistoryPlan } from './steps.ts'

const FOLDER = join(import.meta.dirname, '../regressions')

/** Histories that failed once, as far as they could be shrunk. They are played before any other. */
export function readRegressions(): { readonly name: string; readonly plan: HistoryPlan }[] {
  if (!existsSync(FOLDER)) return []
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, plan: JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as HistoryPlan }))
}

/** Keeps a history that fails. @returns the file */
export function keepRegression(plan: HistoryPlan, violations: readonly string[]): string {
  mkdirSync(FOLDER, { recursive: true })
  const file = join(FOLDER, `${plan.seed.replaceAll(/\W+/g, '-')}.json`)
  const steps = plan.steps.map((step) => JSON.stringify(step)).join(',\n    ')
  const { seed, begins, people, snapshots } = plan
  const head = JSON.stringify({ seed, begins, people, snapshots, found: violations[0]?.split('\n')[0] })
  writeFileSync(file, `${head.slice(0, -1)},\n  "steps": [\n    ${steps}\n  ]\n}\n`)
  return file
}
