import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../..')

/**
 * The data process and somebody who works with it, bundled as the data process of the app is: of its hundreds of files, read one by
 * one, each start would take a second. @returns the program's file
 */
export async function bundleKilledProgram(folder: string): Promise<string> {
  // What is native is not bundled, and is looked for from here.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const outDir = join(folder, 'program')
  mkdirSync(outDir)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: {
          program: join(import.meta.dirname, 'work-until-killed.ts'),
          'intake-thread': join(ROOT, 'electron/data/sync/intake-thread.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  })
  return join(outDir, 'program.js')
}
