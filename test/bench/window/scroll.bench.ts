import { join } from 'node:path'
import { build } from 'vite'
import { type BenchResult, measured, percentile } from '../result.ts'
import type { ElectronWindow } from './electron-window.ts'
import { inPage } from './in-page.ts'
import { withDesk } from './open-desk.ts'
import { releaseBuild } from './release-build.ts'
import { goTo, pause } from './walk-about.ts'

const FLING_MS = 10_000
/** In turn, and the middle of each told: what else the machine does meets a fling or two of both. */
const ROUNDS = 5
/** px a second: as fast as a wheel or a finger flings a list. */
const SPEED = 6_000
const ROWS = 100_000
const ROW_PX = 36

type Fling = { readonly late: number; readonly frames: number; readonly blank: number; readonly px: number }

/**
 * A fling of ten seconds over a queue of more than 100,000 cases and over a bare virtual list of as many plain rows in the same
 * window, moved in each frame by the time that has passed. Late: a frame that took more than one and a half intervals of this
 * screen. Blank: a frame in which the place just below the upper or just above the lower edge of the list held no row.
 */
export async function benchScroll({ cases }: { readonly cases: number }): Promise<BenchResult[]> {
  await releaseBuild()
  const bare = await bundle()
  return withDesk(cases, async ({ window }) => {
    await window.evaluate(bare)
    await goTo(window, 'a')
    await pause(1500)
    const ours: Fling[] = []
    const limit: Fling[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await window.evaluate(`bench.away = bareList.showBareList({ rows: ${ROWS}, rowHeight: ${ROW_PX} })`)
      await pause(500)
      limit.push(await fling(window, '#bare-list', '[data-row]'))
      await window.evaluate('bench.away()')
      await pause(500)
      ours.push(await fling(window, 'main [role="listbox"]', '[data-testid="queue-row"]'))
    }
    // A part of a percent is the floor: a run without a late frame says no more than that.
    const share = ({ late, frames }: Fling) => Math.max(0.1, (late / frames) * 100)
    const middle = (flings: readonly Fling[]) => [percentile(flings.map(share), 0.5)]
    const told = `median of ${ROUNDS}; ours ${words(ours)}; bare ${words(limit)}`
    return [
      measured({
        name: 'scroll: late frames',
        unit: '%',
        ours: middle(ours),
        limit: middle(limit),
        goal: 2,
        about: told,
      }),
      measured({
        name: 'scroll: blank frames',
        unit: 'frames',
        ours: ours.map(({ blank }) => blank),
        goal: 0,
        goalOn: 'figure',
      }),
    ]
  })
}

const words = (flings: readonly Fling[]): string =>
  flings.map(({ late, frames, px }) => `${late} of ${frames} late over ${Math.round(px / ROW_PX)} rows`).join(', ')

const fling = (window: ElectronWindow, list: string, row: string): Promise<Fling> =>
  window.evaluate<Fling>(
    inPage(`
      const list = document.querySelector(${JSON.stringify(list)});
      const { left, right, top, bottom } = list.getBoundingClientRect();
      const holdsRow = (y) => document.elementFromPoint((left + right) / 2, y)?.closest(${JSON.stringify(row)}) !== null;
      list.scrollTop = 0;
      return new Promise((resolve) => {
        const deltas = [];
        let blank = 0, start = 0, last = 0, offset = 0;
        const frame = (now) => {
          if (start === 0) { start = last = now; return requestAnimationFrame(frame); }
          deltas.push(now - last);
          if (!holdsRow(top + 8) || !holdsRow(bottom - 8)) blank += 1;
          list.scrollTop = offset = ${SPEED} * (now - start) / 1000;
          last = now;
          if (now - start < ${FLING_MS}) return requestAnimationFrame(frame);
          const interval = [...deltas].sort((a, b) => a - b)[Math.floor(deltas.length / 2)];
          const late = deltas.filter((delta) => delta > 1.5 * interval).length;
          resolve({ late, frames: deltas.length, blank, px: list.scrollTop });
        };
        requestAnimationFrame(frame);
      });
    `),
  )

/** The bare list as one script for a page that loads nothing from outside. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome130',
      lib: { entry: join(import.meta.dirname, 'bare-list.tsx'), formats: ['iife'], name: 'bareList' },
    },
  })
  const [output] = Array.isArray(built) ? built : []
  const code = output?.output[0].code
  if (code === undefined) throw new Error('the bare list was not built')
  return `${code.replace(/^var bareList ?=/, 'globalThis.bareList =')}; undefined`
}
