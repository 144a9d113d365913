import { tempFolder } from '#test/support/temp-folder.ts'
import { type BenchResult, measured } from '../result.ts'
import { changeManyCases } from '../sync/many-changes.ts'
import { PERSON, withSource } from '../sync/source.ts'
import { type ElectronWindow, openWindow, ROOT } from './electron-window.ts'
import { inPage, tellWhenPainted } from './in-page.ts'
import { told } from './open-desk.ts'
import { releaseBuild } from './release-build.ts'
import { pause } from './walk-about.ts'

const CASES = 20_000
/** Each changes every case once. */
const ROUNDS = 5
const CHANGES = CASES * ROUNDS
const GOAL = 2
/** As fast as a person types. */
const EVERY_MS = 80
const AT_REST = 120
const MOST = 2_000
const TEXT = 'skjermen er sprukket og maskinen starter ikke etter fall '
const LIVE = `document.querySelector('[data-testid="status-bar"]')?.dataset.state === 'live'`

/**
 * From a key to its painted letter in the fault of a new case, at rest and while the desk takes in 100,000 changed cases from the
 * real backend. The desk is signed in by password and filled by that backend first.
 */
export async function benchTyping(): Promise<BenchResult[]> {
  await releaseBuild()
  return withSource({ cases: CASES }, async ({ url, databaseUrl }) => {
    const profile = tempFolder('bench-typing')
    const inEveryPage = inPage(tellWhenPainted('sign-in', 'form input'))
    const window = await openWindow({ app: ROOT, userData: profile.path, backendUrl: url, inEveryPage })
    try {
      await told(window, 'sign-in')
      await signIn(window)
      await window.press('n')
      await seen(window, `document.querySelector('main textarea') !== null`)
      await window.evaluate(`document.querySelector('main textarea').focus()`)
      await pause(2000)
      const before = await type(window, async (typed) => typed < AT_REST)
      const during: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const begun = seen(window, `!(${LIVE})`)
        await changeManyCases(databaseUrl, CASES)
        await begun
        during.push(...(await type(window, async (typed) => typed < MOST && !(await window.evaluate<boolean>(LIVE)))))
      }
      const after = await type(window, async (typed) => typed < AT_REST)
      const about = `the same at rest, before and after; ${during.length} letters while ${CHANGES} changed cases came in`
      const name = 'typing: while 100,000 changes come in'
      return [measured({ name, unit: 'ms', ours: during, limit: [...before, ...after], goal: GOAL, about })]
    } finally {
      await window.close()
      profile.remove()
    }
  })
}

/** Up to a live desk: everything has come once. */
async function signIn(window: ElectronWindow): Promise<void> {
  await pause(500)
  const fields = [PERSON.username, PERSON.password]
  for (const [at, text] of fields.entries()) {
    await window.evaluate(`document.querySelectorAll('form input')[${at}].focus()`)
    await window.command('Input.insertText', { text })
  }
  await window.press('Enter')
  await seen(window, LIVE)
}

const seen = (window: ElectronWindow, holds: string): Promise<number> =>
  window.evaluate<number>(inPage(`return bench.painted(() => ${holds})`))

/** ms from each key to the frame with its letter. */
async function type(window: ElectronWindow, on: (typed: number) => Promise<boolean>): Promise<number[]> {
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
  for (let typed = 0; await on(typed); typed++) {
    await window.press(TEXT[typed % TEXT.length] ?? ' ')
    await pause(EVERY_MS)
  }
  await pause(300)
  return window.evaluate<number[]>('bench.typed')
}
