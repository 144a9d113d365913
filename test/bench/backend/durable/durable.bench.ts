import { spawnSync } from 'node:child_process'
import { type BenchResult, notHad } from '../../result.ts'
import { deviceDurability } from './device.ts'
import type { Durability } from './durability.ts'
import { postgresDurability } from './postgres.ts'

const NAMES = ['durable-device', 'durable-device-replay', 'durable-backend', 'durable-backend-replay']

/**
 * What the operating system is asked, seen by strace. Before a person hears "saved", and before a push is answered, what it takes
 * was synced to the disk; and files made anew from the trace, as a failure of the power leaves them, have everything that was acknowledged.
 */
export async function benchDurable(): Promise<BenchResult[]> {
  if (spawnSync('strace', ['-V']).status !== 0)
    return NAMES.map((name) => notHad(name, 'not durable', 0, 'there is no strace'))
  return [
    ...resultsOf('durable-device', await deviceDurability(), 'cases named as saved by the data process'),
    ...resultsOf('durable-backend', await postgresDurability(), 'pushes answered by a node on PostgreSQL'),
  ]
}

const resultsOf = (name: string, { acknowledged, unsynced, ...replay }: Durability, about: string): BenchResult[] => [
  told(name, 'not synced', unsynced, acknowledged, acknowledged > 0, about),
  told(
    `${name}-replay`,
    'lost',
    replay.lost,
    acknowledged,
    replay.lostWithoutSync > 0,
    `${about}, ${replay.failures} failures of the power; ${replay.lostWithoutSync} lost if nothing were synced`,
  ),
]

const told = (name: string, unit: string, figure: number, n: number, proves: boolean, about: string): BenchResult => ({
  name,
  unit,
  figure,
  limit: null,
  ratio: null,
  better: 'lower',
  goal: 0,
  goalOn: 'figure',
  ok: proves && figure === 0,
  p50: null,
  p95: null,
  limitP50: null,
  n,
  about,
})
