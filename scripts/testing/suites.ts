/** The test runners behind `npm test`, in order: the cheap ones first. */
import { type Counts, countPlaywright, countVitest, type PlaywrightReport, type VitestReport } from './counts.ts'

export type Suite = {
  readonly name: string
  /** Whether the app must be built first. */
  readonly onBuiltApp: boolean
  readonly args: (reportFile: string) => readonly string[]
  readonly env: (reportFile: string) => Readonly<Record<string, string>>
  readonly count: (report: unknown) => Counts
}

export const SUITES: readonly Suite[] = [
  {
    name: 'unit and integration tests',
    onBuiltApp: false,
    args: (file) => [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    env: () => ({}),
    count: (report) => countVitest(report as VitestReport),
  },
  {
    name: 'end-to-end tests',
    onBuiltApp: true,
    args: () => [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--config',
      'test/e2e/playwright.config.ts',
      '--reporter=list,json',
    ],
    env: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    count: (report) => countPlaywright(report as PlaywrightReport),
  },
]
