import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    pool: 'forks',
    globalSetup: 'test/support/one-temp-folder.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,db,electron,backend,renderer,resources,scripts}/**/*.test.{ts,tsx}'],
          testTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'across',
          include: ['test/{integration,contract,migrations,simulation,support,bench}/**/*.test.ts'],
          // Real PostgreSQL and many simulated desks: slow to start, and slower on a busy machine.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
