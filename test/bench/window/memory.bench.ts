import { type BenchResult, measured } from '../result.ts'
import { withBlank, withDesk } from './open-desk.ts'
import { processName, processTree, pssMb } from './process-tree.ts'
import { releaseBuild } from './release-build.ts'
import { pause, walkAbout } from './walk-about.ts'

const ROUNDS = 2
const SETTLE_MS = 4_000

/**
 * Memory of all processes of the window after queues were scrolled, searched and a case was opened, less that of a window with
 * one word in it. Proportional set size: what processes share counts once, and pages of the database that the system merely
 * keeps cached do not count.
 */
export async function benchMemory({ cases }: { readonly cases: number }): Promise<BenchResult[]> {
  await releaseBuild()
  const more: number[] = []
  const blank: number[] = []
  let parts = ''
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await withBlank(async ({ pid }) => settledPss(pid))
    const desk = await withDesk(cases, async ({ window }) => {
      await walkAbout(window)
      return settledPss(window.pid)
    })
    blank.push(bare.all)
    more.push(desk.all - bare.all)
    parts = `${bare.parts} | ours: ${desk.parts}`
  }
  return [
    measured({ name: 'memory over a blank window', unit: 'MB', ours: more, goal: 150, goalOn: 'figure', about: parts }),
    measured({ name: 'memory of a blank window', unit: 'MB', ours: blank, goal: null }),
  ]
}

async function settledPss(pid: number): Promise<{ readonly all: number; readonly parts: string }> {
  await pause(SETTLE_MS)
  const each = processTree(pid).map((id) => ({ name: processName(id), mb: pssMb(id) }))
  return {
    all: each.reduce((sum, { mb }) => sum + mb, 0),
    parts: each.map(({ name, mb }) => `${name} ${mb.toFixed(0)}`).join(', '),
  }
}
