import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchCommit } from './commit.bench.ts'
import type { BenchResult } from './result.ts'

/** Each benchmark by its name. Adding one is adding a line. */
const BENCHES: Readonly<Record<string, { readonly dataset: string; readonly run: () => Promise<BenchResult[]> }>> = {
  commit: { dataset: '2,000 registrations in a file of their own', run: benchCommit },
}

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } })
const names = values.only?.split(',') ?? Object.keys(BENCHES)
const unknown = names.filter((name) => BENCHES[name] === undefined)
if (unknown.length > 0) {
  process.stderr.write(`No benchmark ${unknown.join(', ')}; there is ${Object.keys(BENCHES).join(', ')}\n`)
  process.exit(1)
}

const results: BenchResult[] = []
for (const name of names) results.push(...((await BENCHES[name]?.run()) ?? []))
const report = {
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
  dataset: names.map((name) => `${name}: ${BENCHES[name]?.dataset}`).join('; '),
  results,
}
for (const { name, unit, figure, limit, ratio, goal, ok, p50, limitP50 } of results)
  process.stdout.write(
    `${ok ? 'ok  ' : 'miss'} ${name}: p95 ${figure} ${unit} against ${limit} (ratio ${ratio}, goal ${goal}); p50 ${p50} against ${limitP50}\n`,
  )
if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
else process.stdout.write(`${JSON.stringify(report)}\n`)
if (results.some(({ ok }) => !ok)) process.exitCode = 1
