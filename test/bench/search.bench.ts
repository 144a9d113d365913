import { setImmediate } from 'node:timers/promises'
import { createRandom } from '#backend/demo/random.ts'
import type { Db } from '#db/client.ts'
import { searchCases } from '#db/queries/search.ts'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { WORDS } from './dataset/words.ts'
import { type BenchResult, measured, notHad } from './result.ts'
import { timed } from './sampling.ts'
import { withDataset } from './with-dataset.ts'

const GOAL_MS = 15
/** Fewer on a small file, for the budgets. */
const roundsFor = (cases: number): number => (cases < 100_000 ? 4 : 12)
/** As the data process does it: what the window gets first is what was found in this time. */
const FIRST_MS = 6
const NEXT_MS = 14
const STREAM_GOAL_MS = 50

const BARE_SQL = 'select rowid from case_text where case_text match ? order by rowid desc limit 50'

/**
 * The first results of everything that a person may type, letter by letter, and of codes in every notation. The limit is the newest
 * 50 rowids of a whole word, straight from the index.
 */
export const benchSearch = (q: { cases: number }): Promise<BenchResult[]> =>
  withDataset(q.cases, async ({ profile: { db }, raw }) => {
    const kinds = textsOf(db)
    const rounds = roundsFor(q.cases)
    const taken = Object.entries(kinds).map(([kind, texts]) => {
      const times: number[] = []
      for (let round = -1; round < rounds; round++)
        for (const text of texts) {
          const ms = timed(() => firstPage(db, text))
          if (round >= 0) times.push(ms)
        }
      return { kind, times }
    })
    const bare: number[] = []
    for (let round = -5; round < 200; round++) {
      const ms = timed(() => raw.all(BARE_SQL, `"${round % 2 === 0 ? WORDS.half : WORDS.rare}"`))
      if (round >= 0) bare.push(ms)
    }
    const judged = (name: string, ours: readonly number[], about: string) =>
      measured({ name, unit: 'ms', ours, limit: bare, goal: GOAL_MS, goalOn: 'figure', about })
    const all = taken.flatMap(({ times }) => times)
    return [
      judged('search', all, 'first results of all that follow; limit: newest 50 of one whole word, bare'),
      ...taken.map(({ kind, times }) => judged(`search-${kind}`, times, (kinds[kind] ?? []).slice(0, 6).join(', '))),
      ...(await benchStream(db, rounds)),
    ]
  })

const firstPage = (db: Db, text: string, after: string | null = null) => {
  const until = performance.now() + (after === null ? FIRST_MS : NEXT_MS)
  return searchCases(db, { text, limit: 50, after, isLate: () => performance.now() > until })
}

/** Everything from `least` letters of a word up to the whole. */
const typed = (word: string, least: number): string[] =>
  Array.from({ length: word.length - least + 1 }, (_, i) => word.slice(0, least + i))

function textsOf(db: Db): Record<string, readonly string[]> {
  const random = createRandom(11)
  const some = db.all<{ serial: string; mobile: string; number: number }>(
    `select serial_no as serial, mobile, number from service_case
     where serial_no is not null and mobile like '+%' order by rid desc limit 4000`,
  )
  const picked = Array.from({ length: 12 }, () => random.pick(some))
  return {
    'common-word': [...typed(WORDS.half, 2), ...WORDS.common.flatMap((word) => typed(word, 2))],
    'rare-word': [...typed(WORDS.rare, 2), ...typed(WORDS.never, 2), ...typed('overhettningskretsløsning', 2)],
    words: [
      `${WORDS.half} ${WORDS.common[0]}`,
      `${WORDS.common.join(' ')} ${WORDS.half}`,
      `hansen ${WORDS.half}`,
      `${WORDS.rare} ${WORDS.half}`,
      'macbook svart',
      'ase nord',
    ],
    'seldom-meet': [WORDS.seldomMeet.join(' '), `${WORDS.seldomMeet.join(' ')} ${WORDS.half}`],
    serial: picked.flatMap(({ serial }) => [
      serial,
      serial.slice(0, 3),
      serial.slice(0, 7),
      serial.slice(-4),
      serial.slice(3, 8),
    ]),
    phone: picked.flatMap(({ mobile }) => [
      mobile,
      mobile.slice(3),
      mobile.slice(3, 6),
      mobile.slice(-5),
      `${mobile.slice(3, 6)} ${mobile.slice(6, 8)} ${mobile.slice(8)}`,
      `00${mobile.slice(1)}`,
    ]),
    number: picked.flatMap(({ number }) => [caseNumber({ serial: number }), String(number)]),
    'one-character': ['7', '1', 'a', 'å', 'h', 'x', 'q', 'c'],
  }
}

/** Words that each stand in a fifth of the cases and seldom together: how soon the first hit is there, and the longest that anything else waits. */
async function benchStream(db: Db, rounds: number): Promise<BenchResult[]> {
  const text = WORDS.seldomMeet.join(' ')
  const toFirst: number[] = []
  const slices: number[] = []
  const whole: number[] = []
  let found = 0
  for (let round = -1; round < rounds; round++) {
    const start = performance.now()
    let first: number | null = null
    found = 0
    for (let after: string | null | undefined; after !== null; ) {
      const at = performance.now()
      const page = firstPage(db, text, after ?? null)
      if (round >= 0) slices.push(performance.now() - at)
      found += page.hits.length
      if (page.hits.length > 0) first ??= performance.now() - start
      after = page.more
      await setImmediate()
    }
    if (round < 0) continue
    if (first !== null) toFirst.push(first)
    whole.push(performance.now() - start)
  }
  const told = (name: string, ours: number[], goal: number | null, about: string): BenchResult =>
    ours.length === 0
      ? notHad(name, 'ms', goal, 'the words do not meet in so few cases')
      : measured({ name, unit: 'ms', ours, goal, goalOn: 'figure', about })
  return [
    told('search-stream-first', toFirst, null, `"${text}": until the first of ${found} hits is there`),
    told(
      'search-stream-slice',
      slices,
      STREAM_GOAL_MS,
      'the same: the longest between two answers, each with how far it looked',
    ),
    told('search-stream-whole', whole, null, 'the same: until every case is looked at'),
  ]
}
