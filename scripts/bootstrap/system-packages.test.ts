import { describe, expect, test } from 'vitest'
import { aptPackagesOf } from './apt-packages.ts'
import { needsVirtualDisplay } from './display.ts'
import { missingLibraries } from './system-packages.ts'

const LDD = `\tlinux-vdso.so.1 (0x00007ffd2a9f6000)
\tlibffmpeg.so => /opt/electron/libffmpeg.so (0x00007f3c1e000000)
\tlibgtk-3.so.0 => not found
\tlibatk-1.0.so.0 => /lib/x86_64-linux-gnu/libatk-1.0.so.0 (0x00007f3c1d000000)
\tlibnss3.so => not found
\tlibgtk-3.so.0 => not found
\t/lib64/ld-linux-x86-64.so.2 (0x00007f3c2f000000)
`

describe('missing libraries', () => {
  test('are those that ldd does not find, each once', () => {
    expect(missingLibraries(LDD)).toEqual(['libgtk-3.so.0', 'libnss3.so'])
  })
  test('are none where ldd finds all', () => {
    expect(missingLibraries('\tlibc.so.6 => /lib/libc.so.6 (0x1)\n')).toEqual([])
  })
})

describe('packages', () => {
  test('are named once, also for libraries of one package', () => {
    expect(aptPackagesOf(['libnss3.so', 'libsmime3.so', 'Xvfb', 'g++'])).toEqual(['libnss3', 'xvfb', 'g++'])
  })
  test('for a library that the table does not know bring the main dependency of Electron', () => {
    expect(aptPackagesOf(['libnew.so.1'])).toEqual(['libgtk-3-0'])
  })
})

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, boolean]>([
  ['linux', {}, true],
  ['linux', { DISPLAY: ':0' }, false],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, false],
  ['darwin', {}, false],
  ['win32', {}, false],
])('a virtual display on %s with %o: %s', (platform, env, needed) => {
  expect(needsVirtualDisplay(platform, env)).toBe(needed)
})
