import { resolve } from 'node:path'
import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { CHROME, NODE } from './scripts/bootstrap/engines.ts'

const minify = process.env.SKRANKE_RELEASE === '1'

/**
 * Bundled although the processes that have Node could load them from node_modules: the hundreds of small files of these packages
 * took the data process most of a second at the start. What is native, or the backend's alone, stays there. The project's own
 * `#imports` are always bundled.
 */
const BUNDLED = [
  '@orpc/client',
  '@orpc/contract',
  '@orpc/server',
  'drizzle-orm',
  'electron-log',
  'libphonenumber-js',
  'temporal-polyfill',
  'uuid',
  'zod',
]

/**
 * The page's policy forbids code made of text; zod would try once, as soon as the first schema is made, and be reported for it. Its
 * settings must therefore stand before its own module runs, which no import of ours can promise across chunks.
 */
const ZOD_WITHOUT_EVAL = 'globalThis.__zod_globalConfig ??= { jitless: true };'

export default defineConfig({
  main: {
    build: {
      target: NODE,
      minify,
      sourcemap: !minify,
      externalizeDeps: { exclude: BUNDLED },
      rollupOptions: {
        input: {
          index: resolve('electron/main/index.ts'),
          data: resolve('electron/data/start.ts'),
          'intake-thread': resolve('electron/data/sync/intake-thread.ts'),
          backend: resolve('backend/main.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      minify,
      externalizeDeps: false, // a sandboxed preload can load nothing but electron
      rollupOptions: {
        input: { index: resolve('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // What is drawn is kept with what it was drawn from: a key draws only what it changes.
    plugins: [react(), babel({ presets: [reactCompilerPreset()] })],
    build: {
      target: CHROME,
      minify,
      sourcemap: !minify,
      rollupOptions: {
        input: resolve('renderer/index.html'),
        // What the first picture needs is one file: sixteen would each be asked for, looked up and linked.
        output: {
          intro: ZOD_WITHOUT_EVAL,
          codeSplitting: { groups: [{ name: 'first', test: /[\\/]app[\\/]main\.tsx$/ }] },
        },
        // Nothing in shared/ works by being loaded: of a file that lists many others only what is used comes along.
        treeshake: { moduleSideEffects: (id) => !id.startsWith(`${resolve('shared')}/`) },
      },
    },
  },
})
