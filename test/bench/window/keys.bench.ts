import { type BenchResult, measured } from '../result.ts'
import type { ElectronWindow, Key } from './electron-window.ts'
import { inPage } from './in-page.ts'
import { withDesk } from './open-desk.ts'
import { releaseBuild } from './release-build.ts'
import { goTo, pause } from './walk-about.ts'

const GOAL_MS = 100
/** The letters of the queues after `g`. */
const QUEUES = ['u', 'f', 'k', 'v', 'd', 'r', 'a', 'm'] as const
type Letter = (typeof QUEUES)[number]
const RELOADS = 6
/** ms between two keys of a fast typist: 120 words a minute. */
const BETWEEN_MS = 80
const STEPS = 100
/** Rows that Page Down moves. */
const PAGE = 15
const WORDS = [
  'macbook',
  'skjerm',
  'batteri',
  'starter ikke',
  'ipad',
  'lenovo',
  'åse',
  'nordvik',
  'c02',
  '4791',
  'tastatur',
]

/**
 * From the key, as the operating system delivers it, to the painted frame that answers it: key handling, the call over the port,
 * the query, drawing, style, layout and paint. What the graphics process then does with the frame is left out.
 */
export async function benchKeys({ cases }: { readonly cases: number }): Promise<BenchResult[]> {
  await releaseBuild()
  return withDesk(cases, async ({ window }) => {
    const first: number[] = []
    const again: number[] = []
    for (let round = 0; round < RELOADS; round++) {
      await reload(window)
      for (const letter of await elsewhere(window)) first.push(await toQueue(window, letter))
      for (const letter of await elsewhere(window)) again.push(await toQueue(window, letter))
    }
    await goTo(window, 'a')
    await pause(500)
    const rows = await rowsInAll(window)
    const down = Math.min(STEPS, rows - 1)
    const up = Math.floor(down / 2)
    const steps = [
      ...(await walk(window, 'j', down)),
      ...(await walk(window, 'k', up)),
      ...(await walk(window, 'PageDown', Math.min(STEPS, Math.floor((rows - 1 - down + up) / PAGE)))),
    ]
    const figure = (name: string, ours: number[]) =>
      measured({ name, unit: 'ms', ours, goal: GOAL_MS, goalOn: 'figure', about: 'key press to painted rows' })
    return [
      figure('keys: a queue for the first time', first),
      figure('keys: a queue seen before', again),
      figure('keys: J, K and Page Down', steps),
    ]
  })
}

/** From each letter that is typed into the search to painted results of exactly that text. */
export async function benchSearchPainted({ cases }: { readonly cases: number }): Promise<BenchResult[]> {
  await releaseBuild()
  return withDesk(cases, async ({ window }) => {
    const ours: number[] = []
    for (const word of WORDS) {
      await goTo(window, 'm')
      await pause(300)
      await window.press('/')
      await pause(100)
      for (let end = 1; end <= word.length; end++) {
        const text = word.slice(0, end)
        if (text.endsWith(' ')) {
          await window.press(' ')
          continue
        }
        ours.push(await answered(window, text.at(-1) ?? '', resultsOf(text.trim())))
      }
      await window.press('Escape')
      await pause(100)
    }
    const about = 'each letter typed, to painted results of that text'
    return [measured({ name: 'search painted', unit: 'ms', ours, goal: GOAL_MS, goalOn: 'figure', about })]
  })
}

async function reload(window: ElectronWindow): Promise<void> {
  await window.command('Page.reload')
  await pause(300)
  await window.evaluate(
    inPage(`return bench.painted(() => document.querySelector('[data-testid="queue-row"]') !== null)`),
  )
  await pause(700)
}

const HASH: Readonly<Record<Letter, string>> = {
  m: 'mine',
  u: 'unassigned',
  f: 'due-soon',
  k: 'waiting-customer',
  v: 'workbench',
  d: 'awaiting-parts',
  r: 'ready',
  a: 'closed',
}

/**
 * The letters of the queues that are not shown now and have cases: going to the one that is shown paints nothing, and in a small data
 * set some are empty.
 */
async function elsewhere(window: ElectronWindow): Promise<Letter[]> {
  const here = await window.evaluate<string>('location.hash')
  const empty = await window.evaluate<string[]>(
    `[...document.querySelectorAll('[data-queue]:has([data-none])')].map(({ dataset }) => dataset.queue)`,
  )
  return QUEUES.filter((letter) => here !== `#/q/${HASH[letter]}` && !empty.includes(HASH[letter]))
}

/** How many rows the list has, also those that are not drawn. */
async function rowsInAll(window: ElectronWindow): Promise<number> {
  const total = await window.evaluate<number>(
    `Number(document.querySelector('[data-testid="queue-row"]').getAttribute('aria-setsize'))`,
  )
  return total < 0 ? Number.POSITIVE_INFINITY : total
}

/** Goes to a queue; the clock starts with the second key, which comes after the first as fast as fingers go. Its list is known by its title and its rows. */
async function toQueue(window: ElectronWindow, letter: Letter): Promise<number> {
  await window.press('g')
  await pause(BETWEEN_MS)
  const rows = `[...document.querySelectorAll('main [role="listbox"] [data-testid="queue-row"]')].map(({ dataset }) => dataset.caseId).join()`
  const before = `
    bench.title = document.querySelector('main h1')?.textContent;
    bench.rows = ${rows};
  `
  const holds = `
    location.hash === '#/q/${HASH[letter]}'
    && document.querySelector('main h1')?.textContent !== bench.title
    && ${rows} !== bench.rows
  `
  const ms = await answered(
    window,
    letter,
    `document.querySelector('main [role="listbox"] [data-testid="queue-row"]') && ${holds}`,
    before,
  )
  await pause(150)
  return ms
}

async function walk(window: ElectronWindow, key: Key, times: number): Promise<number[]> {
  const took: number[] = []
  const active = `document.querySelector('[data-testid="queue-row"][data-active]')?.dataset.caseId`
  for (let i = 0; i < times; i++) {
    took.push(
      await answered(window, key, `${active} !== undefined && ${active} !== bench.was`, `bench.was = ${active};`),
    )
    await pause(30)
  }
  return took
}

/** The results that are shown belong to this text: their list, or the word that there are none, names it; their number is said. */
const resultsOf = (text: string): string => `
  (document.querySelector('main [role="listbox"]')?.getAttribute('aria-label') ?? document.querySelector('main').textContent)
    .includes(${JSON.stringify(`«${text}»`)})
  && document.querySelector('main header output')?.textContent
`

/** ms from a key to the first painted frame in which the page `holds`. */
async function answered(window: ElectronWindow, key: Key, holds: string, before = ''): Promise<number> {
  await window.evaluate(
    inPage(`
      ${before}
      bench.answer = new Promise((resolve) => {
        addEventListener('keydown', (event) => {
          const pressed = performance.timeOrigin + event.timeStamp;
          void bench.painted(() => ${holds}).then((at) => resolve(at - pressed));
          setTimeout(() => resolve(null), 3000);
        }, { capture: true, once: true });
      });
    `),
  )
  await window.press(key)
  const ms = await window.evaluate<number | null>('bench.answer')
  if (ms === null)
    throw new Error(`"${key}" was not answered within 3 s: ${await window.evaluate<string>('location.hash')}`)
  return ms
}
