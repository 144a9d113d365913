/**
 * `npm test`: every suite, then one line with the sum: `N passed, N failed`. Ends with status 1 when anything failed or a suite ran
 * nothing. A failing suite does not keep the next from running.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChild } from './bootstrap/child.mjs'
import { ensureBuild } from './bootstrap/fresh-build.ts'
import { say } from './bootstrap/say.mjs'
import { addCounts, type Counts, NONE, suiteCounts, summaryLine } from './testing/counts.ts'
import { SUITES, type Suite } from './testing/suites.ts'

const root = join(import.meta.dirname, '..')
const reports = mkdtempSync(join(tmpdir(), 'skranke-test-'))
let total = NONE
try {
  for (const suite of SUITES) total = addCounts(total, await runSuite(suite))
} finally {
  rmSync(reports, { recursive: true, force: true })
}
console.log(summaryLine(total))
process.exitCode = total.failed > 0 ? 1 : 0

async function runSuite(suite: Suite): Promise<Counts> {
  say(`\nskranke: ${suite.name}`)
  const report = join(reports, `${SUITES.indexOf(suite)}.json`)
  try {
    if (suite.onBuiltApp) await ensureBuild({ root, env: process.env })
    const env = { ...process.env, ...suite.env(report) }
    const status = await runChild(process.execPath, suite.args(report), { cwd: root, env })
    return suiteCounts(readCounts(suite, report), status)
  } catch (error) {
    say(`skranke: ${suite.name} did not run: ${error instanceof Error ? error.message : String(error)}`)
    return suiteCounts(undefined, 1)
  }
}

function readCounts(suite: Suite, report: string): Counts | undefined {
  try {
    return suite.count(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    return undefined // the runner ended before it wrote its report
  }
}
