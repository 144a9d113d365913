import { type BenchResult, measured } from '../result.ts'
import { inPage } from './in-page.ts'
import { withDesk } from './open-desk.ts'
import { quietBackend, signInTo } from './quiet-backend.ts'
import { releaseBuild } from './release-build.ts'
import type { ElectronWindow } from './electron-window.ts'
import { pause } from './walk-about.ts'

const CHANGES = 100_000
const GOAL_MS = 100
/** As fast as a person types. */
const EVERY_MS = 80
const QUIET = 60
const TEXT = 'skjermen er sprukket og maskinen starter ikke etter fall '

/**
 * From a key to its painted letter in the intake, before and while the desk takes in 100,000 changed rows; and from a key to a
 * painted queue in the same time.
 */
export async function benchTyping({ cases }: { readonly cases: number }): Promise<BenchResult[]> {
  await releaseBuild()
  const backend = await quietBackend()
  try {
    return await withDesk(
      cases,
      async ({ window }) => {
        await signInTo(window)
        await pause(1000)
        await window.press('n')
        await window.evaluate(inPage(`return bench.painted(() => document.querySelector('main textarea') !== null)`))
        await pause(500)
        await window.evaluate(`document.querySelector('main textarea').focus()`)
        const quiet = await type(window, (typed) => typed < QUIET)
        backend.flood(CHANGES)
        const flooded = await type(window, (typed) => backend.fetched() < CHANGES && typed < 600)
        const about = `typing with nothing coming in; ${backend.fetched()} rows came while ${flooded.length} letters were typed`
        return [
          measured({
            name: 'typing while 100,000 changes come',
            unit: 'ms',
            ours: flooded,
            limit: quiet,
            goal: GOAL_MS,
            goalOn: 'figure',
            about,
          }),
        ]
      },
      { backendUrl: backend.url },
    )
  } finally {
    await backend.close()
  }
}

/** ms from each key to the frame with its letter. */
async function type(window: ElectronWindow, on: (typed: number) => boolean): Promise<number[]> {
  await window.evaluate(
    inPage(`
      bench.typed = [];
      bench.off?.abort();
      bench.off = new AbortController();
      const field = document.activeElement;
      field.addEventListener('keydown', (event) => {
        const pressed = performance.timeOrigin + event.timeStamp;
        const was = field.value.length;
        void bench.painted(() => field.value.length > was).then((at) => bench.typed.push(at - pressed));
      }, { signal: bench.off.signal });
    `),
  )
  let typed = 0
  while (on(typed)) {
    await window.press(TEXT[typed % TEXT.length] ?? ' ')
    typed += 1
    await pause(EVERY_MS)
  }
  await pause(300)
  return window.evaluate<number[]>('bench.typed')
}
