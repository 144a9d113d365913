/**
 * What a command needs before it runs, prepared in this order:
 * - `electron`: an Electron that starts here (official or registry), its system libraries, and a better-sqlite3 that it can load
 * - `build`: `out/` newer than its sources
 * - `display`: a screen; a private virtual one where the machine has none
 */
export type Need = 'electron' | 'build' | 'display'

export type Command = {
  readonly about: string
  readonly needs: readonly Need[]
  /** `electron`: the app in this folder. `node`: a file, on the project's Node, followed by fixed arguments. */
  readonly runs:
    | { readonly electron: readonly string[] }
    | { readonly node: readonly [file: string, ...args: string[]] }
}

const WINDOW = ['electron', 'build', 'display'] as const

/** Every npm script that is more than one tool call. Adding a command is adding a line, and its name in package.json. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  start: { about: 'the client with an embedded backend and demo data', needs: WINDOW, runs: { electron: ['.'] } },
  test: {
    about: 'every test, in Node and in the real window',
    needs: ['electron', 'display'],
    runs: { node: ['scripts/test.ts'] },
  },
  check: { about: 'types, format, lint, import arrows, dead code', needs: [], runs: { node: ['scripts/check.ts'] } },
  demo: {
    about: 'drives the whole story in the real window: --out DIR',
    needs: WINDOW,
    runs: { node: ['test/demo/main.ts'] },
  },
  backend: { about: 'the backend alone: --port N [--data DIR]', needs: [], runs: { node: ['backend/main.ts'] } },
  import: {
    about: 'a spreadsheet into cases: --file F --mapping M [--backend URL]',
    needs: [],
    runs: { node: ['scripts/import.ts'] },
  },
  simulate: {
    about: 'simulated desks: --histories N --seed S',
    needs: [],
    runs: { node: ['test/simulation/main.ts'] },
  },
  bench: { about: 'benchmarks: --only A,B --json FILE', needs: WINDOW, runs: { node: ['test/bench/main.ts'] } },
  build: {
    about: 'main, preload, data process and renderer into out/',
    needs: [],
    runs: { node: ['scripts/build.ts'] },
  },
  package: {
    about: 'an installable app of this platform: --dir',
    needs: ['electron'],
    runs: { node: ['scripts/package.ts'] },
  },
  dev: { about: 'the client with live reload', needs: ['electron', 'display'], runs: { node: ['scripts/dev.ts'] } },
  e2e: {
    about: 'the end-to-end tests alone',
    needs: WINDOW,
    runs: { node: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'test/e2e/playwright.config.ts'] },
  },
  unit: {
    about: 'the tests in Node alone: [path]',
    needs: [],
    runs: { node: ['node_modules/vitest/vitest.mjs', 'run'] },
  },
  migration: {
    about: 'a new migration from the schema: db|backend NAME',
    needs: [],
    runs: { node: ['scripts/migration.ts'] },
  },
}

/** The list shown for an unknown name. */
export function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
  return Object.entries(COMMANDS)
    .map(([name, command]) => `  npm run ${name.padEnd(width)}  ${command.about}`)
    .join('\n')
}
