import { globSync } from 'node:fs'
import { join } from 'node:path'

/** The checks behind `npm run check`. Each is a program on the project's Node; adding one is adding a line. */
export type Check = { readonly name: string; readonly args: readonly string[] }

/** Folders with a compiler configuration of their own: what a layer may use is set there (`shared` knows no Node and no DOM). */
export const LAYERS = ['shared', 'db', 'backend', 'electron', 'renderer', 'scripts', 'test'] as const

const root = join(import.meta.dirname, '..', '..')
const written = LAYERS.filter((layer) => globSync(`${layer}/**/*.{ts,tsx}`, { cwd: root }).length > 0)

export const CHECKS: readonly Check[] = [
  { name: 'import arrows', args: ['scripts/check/arrows.ts'] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', ...written] },
  ...written.map((layer) => ({
    name: `types: ${layer}`,
    args: ['node_modules/@typescript/native/bin/tsc', '-p', layer],
  })),
  { name: 'format', args: ['node_modules/@biomejs/biome/bin/biome', 'format', '.'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
]
