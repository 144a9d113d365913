import { type BenchResult, measured } from '../result.ts'
import { withBlank, withDesk } from './open-desk.ts'
import { cpuMs, processName, processTree, wakeUps } from './process-tree.ts'
import { releaseBuild } from './release-build.ts'
import { pause } from './walk-about.ts'

const SETTLE_MS = 8_000
const WATCH_MS = 30_000
const PERCENT = 1

type Idle = { readonly percent: number; readonly wakes: number; readonly parts: string }

/** Processor time of all processes of the window, in percent of one core, while nobody does anything for half a minute. */
export async function benchIdle({ cases }: { readonly cases: number }): Promise<BenchResult[]> {
  await releaseBuild()
  const blank = await withBlank(({ pid }) => watch(pid))
  const offline = await withDesk(cases, ({ window }) => watch(window.pid))
  return results('offline', offline, blank)
}

function results(state: string, ours: Idle, blank: Idle): BenchResult[] {
  const [cpu, limit] = [[ours.percent], [Math.max(blank.percent, 0.01)]]
  const about = `a blank window; ${ours.parts}`
  return [
    measured({
      name: `idle, ${state}: processor`,
      unit: '% of a core',
      ours: cpu,
      limit,
      goal: PERCENT,
      goalOn: 'figure',
      about,
    }),
    measured({
      name: `idle, ${state}: wake-ups`,
      unit: 'a second',
      ours: [ours.wakes],
      limit: [blank.wakes],
      goal: null,
    }),
  ]
}

async function watch(pid: number): Promise<Idle> {
  await pause(SETTLE_MS)
  const before = sample(pid)
  await pause(WATCH_MS)
  const after = sample(pid)
  const each = [...after].map(([id, now]) => {
    const then = before.get(id) ?? { cpu: 0, wakes: 0 }
    return {
      name: processName(id),
      percent: ((now.cpu - then.cpu) / WATCH_MS) * 100,
      wakes: ((now.wakes - then.wakes) / WATCH_MS) * 1000,
    }
  })
  return {
    percent: each.reduce((sum, { percent }) => sum + percent, 0),
    wakes: each.reduce((sum, { wakes }) => sum + wakes, 0),
    parts: each.map(({ name, percent, wakes }) => `${name} ${percent.toFixed(2)} % ${wakes.toFixed(1)}/s`).join(', '),
  }
}

const sample = (pid: number): Map<number, { readonly cpu: number; readonly wakes: number }> =>
  new Map(processTree(pid).map((id) => [id, { cpu: cpuMs(id), wakes: wakeUps(id) }]))
