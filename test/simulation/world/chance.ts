import { createHash } from 'node:crypto'
import { v7 as uuidV7 } from 'uuid'
import { createRandom, type Random } from '#backend/demo/random.ts'

export type { Random } from '#backend/demo/random.ts'

/** A source of chance for one purpose: dropping a step of a history leaves the chances of all others as they were. */
export const chanceOf = (...names: readonly (string | number)[]): Random =>
  createRandom(createHash('sha256').update(names.join('/')).digest().readUInt32LE(0))

/** UUIDv7 made at an instant, from chance alone. */
export const idAt = (random: Random, nowMs: number): string =>
  uuidV7({ msecs: nowMs, random: random.bytes(16), seq: random.between(0, 0x7fffffff) })

/** A number for `--seed random`. */
export const freshSeed = (): number => Math.floor(Math.random() * 2 ** 32)
