import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { installReason, readStamp, updateStamp } from './stamp.mjs'

const installed = {
  hasModules: true,
  stamp: { lockHash: 'a', platform: 'linux-x64' },
  lockHash: 'a',
  platform: 'linux-x64',
}

describe('dependencies are installed', () => {
  test('not again while lockfile and platform are those of the stamp', () => {
    expect(installReason(installed)).toBeNull()
  })
  test.each([
    ['node_modules is missing', { hasModules: false }, /not there/],
    ['somebody else installed them', { stamp: {} }, /not known/],
    ['the lockfile changed', { lockHash: 'b' }, /lockfile changed/],
    ['the folder came from another system', { platform: 'darwin-arm64' }, /linux-x64.*darwin-arm64/],
  ])('when %s', (_when, facts, reason) => {
    expect(installReason({ ...installed, ...facts })).toMatch(reason)
  })
})

describe('the stamp', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'skranke-stamp-'))
    mkdirSync(join(root, 'node_modules'))
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test('is empty where there is none', () => {
    expect(readStamp(root)).toEqual({})
  })
  test('keeps what an update does not name', () => {
    updateStamp(root, { lockHash: 'a' })
    updateStamp(root, { ownSqlite: true })
    expect(readStamp(root)).toEqual({ lockHash: 'a', ownSqlite: true })
  })
})
