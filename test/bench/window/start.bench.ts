import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { FIRST_PICTURE_FILE } from '#shared/contract/page.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import { type BenchResult, measured, round } from '../result.ts'
import { deskFolder } from './desk-folder.ts'
import { openBlank, openDesk } from './open-desk.ts'
import { releaseBuild } from './release-build.ts'

/** Odd, so that one of them is the middle; many, since a machine that others share changes its speed by the second. */
const ROUNDS = 15
const FEW = 1000

/**
 * From the start of the process to a usable queue: a row painted and the answer to an arrow key painted. Beside it the first
 * painted frame of a window of the same Electron with one word in it. They take turns, each second round the other way round, since
 * what comes after another is warmer; the first round only warms the disk, and leaves in each profile what its window showed. Once a
 * round that is taken away: so a window starts after somebody has signed in, or where it was not left at a queue.
 */
export async function benchStart({ cases }: { readonly cases: number }): Promise<BenchResult[]> {
  await releaseBuild()
  const [many, few, empty] = [deskFolder(cases), deskFolder(FEW), tempFolder('bench-blank')]
  const took = {
    blank: [] as number[],
    row: [] as number[],
    bare: [] as number[],
    many: [] as number[],
    few: [] as number[],
  }
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const turns = [
        async () => ({ blank: await blankStart(empty.path) }),
        async () => {
          const { row, usable } = await deskStart(many.path)
          return { row, many: usable }
        },
        async () => {
          rmSync(join(many.path, FIRST_PICTURE_FILE), { force: true })
          return { bare: (await deskStart(many.path)).usable }
        },
        async () => ({ few: (await deskStart(few.path)).usable }),
      ]
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) {
        const figures = await turn()
        if (round > 0) for (const [what, ms] of Object.entries(figures)) took[what as keyof typeof took].push(ms)
      }
    }
  } finally {
    for (const folder of [many, few, empty]) folder.remove()
  }
  const about = 'a blank window of the same Electron, first painted frame'
  return [
    medians('start: usable queue', took.many, took.blank, 1.8, about),
    medians('start: first row painted', took.row, took.blank, null, about),
    medians('start: usable queue, nothing kept of the last', took.bare, took.blank, null, about),
    medians('start: does not grow with cases', took.many, took.few, 1.1, `the same with ${FEW} cases`),
  ]
}

async function blankStart(folder: string): Promise<number> {
  const { window, painted } = await openBlank(folder)
  await window.close()
  return painted
}

async function deskStart(folder: string): Promise<{ readonly row: number; readonly usable: number }> {
  const { window, row, usable } = await openDesk(folder)
  await window.close()
  return { row, usable }
}

/** Medians are compared: a start is a handful of samples, and the slowest says more about the machine. */
function medians(name: string, ours: number[], limit: number[], goal: number | null, about: string): BenchResult {
  const result = measured({ name, unit: 'ms', ours, limit, goal, about })
  const ratio = round((result.p50 ?? 0) / (result.limitP50 ?? 1))
  return { ...result, figure: result.p50, limit: result.limitP50, ratio, ok: goal === null ? null : ratio <= goal }
}
