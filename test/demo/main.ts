/**
 * `npm run demo -- --out DIR`: tells the whole story in the real window, on a real backend. Writes `DIR/demo.json` and a picture a
 * step; ends with status 0 only when every step went as it must.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bounded } from '#test/support/bounded.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import { Facts } from './facts.ts'
import { Show } from './show.ts'
import type { Step } from './step.ts'
import { STEPS } from './steps.ts'

const { values } = parseArgs({ options: { out: { type: 'string', default: 'demo' }, only: { type: 'string' } } })
const out = resolve(values.out)
const wanted = values.only?.split(',')
mkdirSync(out, { recursive: true })

/** The slowest step starts a backend and an app and takes about a minute on a busy machine. */
const STEP_MS = 240_000

type Result = { readonly id: string; readonly ok: boolean; readonly facts: Facts['seen'] }

async function tell(step: Step, show: Show): Promise<Result> {
  const facts = new Facts()
  const begun = Date.now()
  try {
    const run = async (): Promise<void> => step.run(await show.stageOf(step), facts)
    await bounded(`step ${step.id}`, STEP_MS, run())
    console.log(`demo: ${step.id} ok, ${((Date.now() - begun) / 1000).toFixed(1)} s: ${step.about}`)
    return { id: step.id, ok: true, facts: facts.seen }
  } catch (error) {
    facts.note('problem', error instanceof Error ? error.message : String(error))
    console.error(`demo: ${step.id} FAILED: ${step.about}\n`, error)
    return { id: step.id, ok: false, facts: facts.seen }
  } finally {
    await show.picture(join(out, `${step.id}.png`))
  }
}

const folder = tempFolder('demo')
const show = new Show(folder.path)
const steps: Result[] = []
try {
  for (const step of STEPS) if (wanted?.includes(step.id) ?? true) steps.push(await tell(step, show))
  steps.sort((a, b) => a.id.localeCompare(b.id))
  writeFileSync(join(out, 'demo.json'), `${JSON.stringify({ steps, ...show.versions }, null, 2)}\n`)
  process.exitCode = steps.every((step) => step.ok) ? 0 : 1
} finally {
  await show.end()
  folder.remove()
}
