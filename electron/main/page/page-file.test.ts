import { expect, test } from 'vitest'
import { pageFile } from './page-file.ts'

const ROOT = '/app/out/renderer'

test.each([
  ['app://skranke/', '/app/out/renderer/index.html', 'text/html; charset=utf-8'],
  ['app://skranke/case/0198', '/app/out/renderer/index.html', 'text/html; charset=utf-8'],
  ['app://skranke/assets/index-1.js?v=2', '/app/out/renderer/assets/index-1.js', 'text/javascript; charset=utf-8'],
  ['app://skranke/assets/inter.woff2', '/app/out/renderer/assets/inter.woff2', 'font/woff2'],
])('%s is the file %s', (address, path, type) => {
  expect(pageFile(ROOT, address)).toEqual({ path, type })
})

test.each([
  'app://skranke/..%2f..%2fpackage.json',
  'app://skranke/assets%2f..%2f..%2f..%2fpackage.json',
  'app://skranke/assets/..%5c..%5cpackage.json',
  'app://skranke/%00.js',
  'app://skranke/%e0%a4%a.js',
  'app://elsewhere/index.html',
  'file:///etc/passwd.json',
  'app://skranke/data.sqlite',
  'nonsense',
])('%s is refused', (address) => {
  expect(pageFile(ROOT, address)).toBeUndefined()
})

test.each(['app://skranke/../../package.json', 'app://skranke/%2e%2e/%2E%2E/package.json'])(
  '%s stays inside the folder of the page',
  (address) => {
    expect(pageFile(ROOT, address)?.path).toBe(`${ROOT}/package.json`)
  },
)
