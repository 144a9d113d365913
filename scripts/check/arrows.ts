/**
 * The import arrows: the rules of `.dependency-cruiser.cjs`, and that `ipcMain` and `ipcRenderer` have one importing file each.
 * A cruise that saw few modules is a failure: without a parser for TypeScript it sees none and finds nothing wrong.
 */
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LAYERS } from './checks.ts'

type Cruise = {
  readonly summary: {
    readonly totalCruised: number
    readonly violations: readonly {
      readonly from: string
      readonly to: string
      readonly rule: { readonly name: string }
      readonly cycle?: readonly { name: string }[]
    }[]
  }
}

const root = join(import.meta.dirname, '..', '..')
const sources = LAYERS.flatMap((layer) => globSync(`${layer}/**/*.{ts,tsx,mjs}`, { cwd: root }))

const problems = [...arrowProblems(), ...['ipcMain', 'ipcRenderer'].flatMap(importerProblems)]
for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1

function arrowProblems(): string[] {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [tool, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...LAYERS]
  const { summary } = JSON.parse(
    execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }),
  ) as Cruise
  if (summary.totalCruised < sources.length) {
    return [
      `Only ${summary.totalCruised} modules were looked at, but there are ${sources.length} source files: the arrows were not checked.`,
    ]
  }
  return summary.violations.map(
    ({ rule, from, to, cycle }) =>
      `${rule.name}: ${from} -> ${cycle ? cycle.map((step) => step.name).join(' -> ') : to}`,
  )
}

function importerProblems(name: string): string[] {
  const importing = new RegExp(`import\\s*(?!type)[^;'"]*\\b${name}\\b[^;'"]*from 'electron'`)
  const files = sources.filter(
    (file) => file.startsWith('electron/') && importing.test(readFileSync(join(root, file), 'utf8')),
  )
  return files.length > 1 ? [`one-importer: ${name} is imported by ${files.join(' and ')}; one file owns it`] : []
}
