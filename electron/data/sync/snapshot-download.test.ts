import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ok } from '#shared/lib/result.ts'
import type { Snapshot } from '#shared/sync/wire.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import type { SnapshotClient } from './snapshot-client.ts'
import { createSnapshotDownload } from './snapshot-download.ts'

const CONTENT = Buffer.from('all that the desk knows '.repeat(1000))
const TRAVELS = brotliCompressSync(CONTENT)
const told = (travels: Buffer, more: Partial<Snapshot> = {}): Snapshot => ({
  id: createHash('sha256').update(travels).digest('hex'),
  epoch: '0198aaaa-0000-7000-8000-000000000001',
  schema: 1,
  start: 1,
  builtAt: '2026-06-15T12:00:00.000Z',
  rows: 10,
  bytes: travels.length,
  fileBytes: CONTENT.length,
  ...more,
})

/** Gives bytes in chunks of seven, and says from where it was asked. */
function giving(bytes: Buffer): SnapshotClient & { readonly asked: number[] } {
  const asked: number[] = []
  return {
    asked,
    offer: async () => ok(null),
    bytes: async ({ from }, _token, take) => {
      asked.push(from)
      for (let at = from; at < bytes.length; at += 7) if (!(await take(bytes.subarray(at, at + 7)))) return ok('left')
      return ok('ended')
    },
  }
}

function place() {
  const folder = tempFolder('download').path
  return { file: join(folder, 'p.sqlite'), besides: () => readdirSync(folder) }
}

test('what is left and taken up by another process is whole in the end, unpacked, and each byte was asked for once', async () => {
  const { file, besides } = place()
  const snapshot = told(TRAVELS)
  const client = giving(TRAVELS)
  const first = createSnapshotDownload(file, client)
  expect(await first.run(snapshot, 't', (bytes) => bytes < 14)).toEqual(ok('left'))
  expect(await first.run(snapshot, 't', () => false)).toEqual(ok('left'))
  const second = createSnapshotDownload(file, client)
  expect(second.begun()).toBe(snapshot.id)
  expect(await second.run(snapshot, 't', () => true)).toEqual(ok('whole'))
  expect(client.asked).toEqual([0, 14, 21])
  const unpacked = (await second.unpack(snapshot)) ?? ''
  expect(readFileSync(unpacked).equals(CONTENT)).toBe(true)
  expect(statSync(unpacked).size).toBe(snapshot.fileBytes)
  expect(besides()).toHaveLength(2)
})

test('bytes with another hash are useless, however well they unpack, and nothing of them stays', async () => {
  const { file, besides } = place()
  const other = brotliCompressSync(Buffer.from(CONTENT.toString().replace('desk', 'thief')))
  const snapshot = told(other, { id: told(TRAVELS).id })
  expect(await createSnapshotDownload(file, giving(other)).run(snapshot, 't', () => true)).toEqual(ok('useless'))
  expect(besides()).toEqual([])
})

test('more bytes than were told, or more in them, are useless', async () => {
  const { file, besides } = place()
  const short = told(TRAVELS, { bytes: TRAVELS.length - 1 })
  expect(await createSnapshotDownload(file, giving(TRAVELS)).run(short, 't', () => true)).toEqual(ok('useless'))
  const small = told(TRAVELS, { fileBytes: CONTENT.length - 1 })
  const download = createSnapshotDownload(file, giving(TRAVELS))
  expect(await download.run(small, 't', () => true)).toEqual(ok('whole'))
  expect(await download.unpack(small)).toBeNull()
  expect(besides()).toEqual([])
})

test('one that is begun gives way to another that is offered', async () => {
  const { file } = place()
  const download = createSnapshotDownload(file, giving(TRAVELS))
  await download.run(told(TRAVELS), 't', () => false)
  const next = brotliCompressSync(Buffer.concat([CONTENT, CONTENT]))
  const other = createSnapshotDownload(file, giving(next))
  expect(await other.run(told(next, { fileBytes: 2 * CONTENT.length }), 't', () => true)).toEqual(ok('whole'))
  expect(other.begun()).toBe(told(next).id)
})

test.runIf(existsSync('/dev/full'))('once there is room on the disk again what is here is unpacked', async () => {
  const { file } = place()
  const snapshot = told(TRAVELS)
  const download = createSnapshotDownload(file, giving(TRAVELS))
  const unpacked = file.replace('.sqlite', `.snapshot-${snapshot.id}.sqlite`)
  symlinkSync('/dev/full', unpacked)
  expect(await download.run(snapshot, 't', () => true)).toEqual(ok('whole'))
  await expect(download.unpack(snapshot)).rejects.toThrow('ENOSPC')
  unlinkSync(unpacked)
  expect(await download.run(snapshot, 't', () => true)).toEqual(ok('whole'))
  expect(await download.unpack(snapshot)).toBe(unpacked)
  expect(readFileSync(unpacked).equals(CONTENT)).toBe(true)
})
