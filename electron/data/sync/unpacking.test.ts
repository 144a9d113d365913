import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { tempFolder } from '#test/support/temp-folder.ts'
import { beginUnpacking } from './unpacking.ts'

const CONTENT = Buffer.from(Array.from({ length: 200_000 }, (_, i) => `case ${(i * 7919) % 100_003}\n`).join(''))
const PACKED = brotliCompressSync(CONTENT)
const place = (): string => join(tempFolder('unpacking').path, 'f')

async function give(file: string, packed: Buffer, fileBytes = CONTENT.length): Promise<boolean> {
  const unpacking = beginUnpacking(file, fileBytes)
  for (let at = 0; at < packed.length; at += 10_000) await unpacking.take(packed.subarray(at, at + 10_000))
  return unpacking.end()
}

test('what comes in pieces is the file that was packed', async () => {
  const file = place()
  expect(await give(file, PACKED)).toBe(true)
  expect(readFileSync(file).equals(CONTENT)).toBe(true)
})

test('too few bytes, too many, more in them than was told, and bytes that are none: told of at the end', async () => {
  expect(await give(place(), PACKED.subarray(0, PACKED.length - 100))).toBe(false)
  expect(await give(place(), PACKED, CONTENT.length - 1)).toBe(false)
  expect(await give(place(), PACKED, CONTENT.length + 1)).toBe(false)
  expect(await give(place(), Buffer.alloc(100_000, 0xff))).toBe(false)
})

test('nothing is written beyond what was told', async () => {
  const file = place()
  await give(file, PACKED, 1000)
  expect(readFileSync(file).length).toBeLessThanOrEqual(1000)
})

test('left at any time, and left again, it has its file closed and can begin anew', async () => {
  const file = place()
  const unpacking = beginUnpacking(file, CONTENT.length)
  await unpacking.take(PACKED.subarray(0, 20_000))
  await unpacking.leave()
  await unpacking.leave()
  expect(await give(file, PACKED)).toBe(true)
})
