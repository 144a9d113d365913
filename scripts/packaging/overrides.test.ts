import { expect, test } from 'vitest'
import { overrides } from './overrides.ts'

test('a package of the official Electron is as configured', () => {
  expect(overrides('official', undefined)).toEqual([])
})
test('a package of the registry Electron says that it is not for release', () => {
  const args = overrides('registry', '/cache/electron')
  expect(args).toContain('-c.productName=Skranke (not for release)')
  expect(args).toContain('-c.extraMetadata.notForRelease=true')
  expect(args).toContain('-c.electronDist=/cache/electron')
})
