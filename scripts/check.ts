/** `npm run check`: runs every check, two at a time; one line each, and the whole output of those that fail. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { CHECKS, type Check } from './check/checks.ts'

const AT_ONCE = 2
const root = join(import.meta.dirname, '..')
const queue = [...CHECKS]
const failures: string[] = []

await Promise.all(Array.from({ length: AT_ONCE }, worker))
for (const failure of failures) console.log(`\n${failure}`)
console.log(
  failures.length === 0 ? `\n${CHECKS.length} checks passed` : `\n${failures.length} of ${CHECKS.length} checks failed`,
)
process.exitCode = failures.length === 0 ? 0 : 1

async function worker(): Promise<void> {
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) await run(check)
}

function run({ name, args }: Check): Promise<void> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`${error ? 'FAILED' : 'ok    '}  ${name} (${seconds} s)`)
      if (error)
        failures.push(
          `--- ${name}\n${
            [stdout, stderr]
              .map((text) => text.trim())
              .filter(Boolean)
              .join('\n') || error.message
          }`,
        )
      resolve()
    })
  })
}
