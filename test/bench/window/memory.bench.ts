import { type BenchResult, measured } from '../result.ts'
import { withBlank, withDesk } from './open-desk.ts'
import { processName, processTree, pssMb } from './process-tree.ts'
import { releaseBuild } from './release-build.ts'
import { pause, walkAbout } from './walk-about.ts'

const ROUNDS = 3
const AT_WORK_MS = 4_000
/** Chromium frees what a page no longer uses when nothing has happened in it for half a minute. */
const AT_REST_MS = 40_000

/**
 * Memory of all processes of the window after queues were scrolled, searched and a case was opened, less that of a window with
 * one word in it: some seconds after the last key, and at rest. Proportional set size: what processes share counts once, and pages
 * of the database that the system merely keeps cached do not count.
 */
export async function benchMemory({ cases }: { readonly cases: number }): Promise<BenchResult[]> {
  await releaseBuild()
  const atWork: number[] = []
  const atRest: number[] = []
  const blank: number[] = []
  let parts = ''
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await withBlank(async ({ pid }) => pssAfter(AT_WORK_MS, pid))
    const desk = await withDesk(cases, async ({ window }) => {
      await walkAbout(window)
      return { work: await pssAfter(AT_WORK_MS, window.pid), rest: await pssAfter(AT_REST_MS, window.pid) }
    })
    blank.push(bare.all)
    atWork.push(desk.work.all - bare.all)
    atRest.push(desk.rest.all - bare.all)
    parts = `${bare.parts} | ours: ${desk.rest.parts}`
  }
  const over = (name: string, ours: number[], about: string) =>
    measured({ name, unit: 'MB', ours, goal: 150, goalOn: 'figure', about })
  return [
    over('memory over a blank window, at rest', atRest, parts),
    over('memory over a blank window, at work', atWork, 'four seconds after the last key'),
    measured({ name: 'memory of a blank window', unit: 'MB', ours: blank, goal: null }),
  ]
}

async function pssAfter(ms: number, pid: number): Promise<{ readonly all: number; readonly parts: string }> {
  await pause(ms)
  const each = processTree(pid).map((id) => ({ name: processName(id), mb: pssMb(id) }))
  return {
    all: each.reduce((sum, { mb }) => sum + mb, 0),
    parts: each.map(({ name, mb }) => `${name} ${mb.toFixed(0)}`).join(', '),
  }
}
