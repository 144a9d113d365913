import { chanceOf, type Random } from '../world/chance.ts'
import { MISHAPS, type Mishap } from '../world/line.ts'
import type { PersonName } from '../world/people.ts'

/** What happens in a history, as data: it replays from here, and is shrunk by leaving steps out. */
export type Step = {
  /** Milliseconds after the step before. */
  readonly afterMs: number
  /** Which desk, by its place. */
  readonly desk: number
  readonly what: StepKind
  /** Its own source of chance. */
  readonly seed: number
}

/** Beside mishaps of single requests, each of which befalls one of the next. */
export const FAULTS = [
  'partition',
  'heal',
  'slow',
  'kill-desk',
  'kill-desk-later',
  'restart-backend',
  'upgrade',
  'back-up',
  'restore',
  'clock-jump',
  'long-sleep',
  'sign-out',
  'sign-in',
  'reference-change',
  'scope-change',
  'role-change',
  'unit-moves',
  'raw-push',
  'meet',
  'revoke',
  'approve',
] as const
export type Fault = (typeof FAULTS)[number] | Mishap
export type StepKind = 'act' | 'look' | Fault

export type HistoryPlan = {
  readonly seed: string
  /** When it begins; on a working day like any other where it is not said. */
  readonly begins?: string
  readonly people: readonly PersonName[]
  /** Devices with a file take ready-made ones. */
  readonly snapshots?: boolean
  readonly steps: readonly Step[]
}

export const COMMANDS_A_HISTORY = 200
/** An ordinary day; a cut-off before a weekend; the night in which clocks change; holidays that differ by country; a year's end. */
const BEGINNINGS = [
  '2026-03-10T07:00:00.000Z',
  '2026-03-13T14:15:00.000Z',
  '2026-03-28T22:30:00.000Z',
  '2026-04-01T13:20:00.000Z',
  '2026-05-15T14:25:00.000Z',
  '2026-12-31T20:00:00.000Z',
] as const

const ALL_FAULTS: readonly Fault[] = [...FAULTS, 'approve', ...MISHAPS, ...MISHAPS]
const TEAMS: readonly (readonly PersonName[])[] = [
  ['kari', 'ola', 'per'],
  ['kari', 'ola', 'astrid'],
  ['kari', 'ola', 'dina'],
  ['kari', 'astrid', 'lars'],
  ['kari', 'ola', 'astrid', 'lars'],
  ['kari', 'kari', 'per', 'ola', 'lars'],
]

/** A history of at least 200 commands and 10 faults on 3 to 5 desks, from its seed alone. */
export function planHistory(seed: string, commands = COMMANDS_A_HISTORY): HistoryPlan {
  const random = chanceOf(seed, 'plan')
  const people = random.pick(TEAMS)
  const faults = random.between(12, 30)
  const slots = shuffled(random, [
    ...Array.from({ length: commands }, () => 'act' as const),
    ...Array.from({ length: faults }, () => 'fault' as const),
    ...Array.from({ length: 4 }, () => 'look' as const),
  ])
  let desk = 0
  let left = 0
  const steps = slots.map((slot): Step => {
    // People work in spells: some acts in a row at one desk, then another's.
    if (left-- <= 0) {
      desk = random.between(0, people.length - 1)
      left = random.between(1, 9)
    }
    const afterMs = left > 0 && random.chance(0.75) ? random.between(0, 40) : random.between(100, 4000)
    const what = slot === 'fault' ? random.pick(ALL_FAULTS) : slot
    const at = slot === 'act' ? desk : random.between(0, people.length - 1)
    return { afterMs, desk: at, what, seed: random.between(0, 2 ** 31 - 1) }
  })
  const snapshots = chanceOf(seed, 'snapshots').chance(0.3)
  return { seed, begins: chanceOf(seed, 'begins').pick(BEGINNINGS), people, snapshots, steps }
}

function shuffled<T>(random: Random, list: T[]): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.between(0, i)
    ;[list[i], list[j]] = [list[j] as T, list[i] as T]
  }
  return list
}
