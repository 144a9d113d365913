import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// The lowest engines that the code must run on: Electron 33. Without them electron-vite takes those of the newest Electron.
const NODE = 'node20.18'
const CHROME = 'chrome130'
const minify = process.env.SKRANKE_RELEASE === '1'

/** Packages stay in node_modules for the processes that have Node; the project's own `#imports` are always bundled. */
export default defineConfig({
  main: {
    build: {
      target: NODE,
      minify,
      sourcemap: !minify,
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: resolve('electron/main/index.ts'),
          data: resolve('electron/data/index.ts'),
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
    plugins: [react()],
    build: { target: CHROME, minify, sourcemap: !minify, rollupOptions: { input: resolve('renderer/index.html') } },
  },
})
