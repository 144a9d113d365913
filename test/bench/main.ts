import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { BENCHES } from './benches.ts'
import { describeMachine, type Report, toLine, toMarkdown } from './report.ts'
import type { BenchResult } from './result.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    cases: { type: 'string', default: '1000000' },
  },
})
const names = values.only?.split(',') ?? Object.keys(BENCHES).filter((name) => BENCHES[name]?.onDemand !== true)
const unknown = names.filter((name) => BENCHES[name] === undefined)
const cases = Number(values.cases)
if (unknown.length > 0 || !Number.isSafeInteger(cases) || cases < 1000) {
  process.stderr.write(
    unknown.length > 0
      ? `No benchmark ${unknown.join(', ')}; there is ${Object.keys(BENCHES).join(', ')}\n`
      : '--cases is a whole number, 1000 or more\n',
  )
  process.exit(1)
}

const results: BenchResult[] = []
for (const name of names) {
  for (const result of (await BENCHES[name]?.run({ cases })) ?? []) {
    results.push(result)
    process.stdout.write(`${toLine(result)}\n`)
  }
}
const report: Report = {
  machine: describeMachine(),
  dataset: `${cases} cases on the device; ${names.map((name) => `${name}: ${BENCHES[name]?.dataset}`).join('; ')}`,
  results,
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
else process.stdout.write(`${JSON.stringify(report)}\n`)
if (values.markdown) writeFileSync(values.markdown, toMarkdown(results))
if (results.some(({ ok }) => ok === false)) process.exitCode = 1
