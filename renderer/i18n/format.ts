import { caseNumber } from '#shared/domain/rules/index.ts'
import { formatMoney } from '#shared/lib/money.ts'
import { type Language, LANGUAGE_TAG } from './language.ts'

export const DESK_ZONE = 'Europe/Oslo'

/** The few words that times need beside those of Intl. */
export type TimeWords = {
  readonly today: string
  readonly tomorrow: string
  readonly yesterday: string
  readonly now: string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEK = 7 * DAY
const YEAR = 365 * DAY

const STYLES = {
  clock: { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'long' },
  thisYear: { day: 'numeric', month: 'short' },
  otherYear: { day: 'numeric', month: 'short', year: 'numeric' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const dates = new Map<string, Intl.DateTimeFormat>()
function dateIn(language: Language, zone: string, style: keyof typeof STYLES): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${style}`
  const known = dates.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(LANGUAGE_TAG[language], { ...STYLES[style], timeZone: zone })
  dates.set(key, made)
  return made
}

// Making a format takes longer than a row has to be drawn: each is made once.
const numbers = new Map<string, Intl.NumberFormat>()
function numberIn(language: Language, style: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${language} ${style.unit ?? ''}`
  const known = numbers.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(LANGUAGE_TAG[language], style)
  numbers.set(key, made)
  return made
}

/** Makes every format of a list. The first of each kind takes some milliseconds: at the start they are had before the first answer. */
export function makeFormats(language: Language): void {
  wallClock(0, DESK_ZONE)
  for (const style of ['weekday', 'thisYear', 'otherYear'] as const) dateIn(language, DESK_ZONE, style)
  numberIn(language)
  for (const name of UNITS) unit(0, name, language)
}

type WallClock = { readonly day: string; readonly time: string }

/** What calendar and clock show in a zone: day `YYYY-MM-DD` and time `HH:MM`. Sweden writes both the ISO way. */
function wallClock(ms: number, zone: string): WallClock {
  const [day = '', time = ''] = dateIn('sv', zone, 'clock').format(ms).split(' ')
  return { day, time }
}

let lastToday = { now: Number.NaN, zone: '', day: '' }

/** The day in a zone; the rows of a list ask for it at one and the same moment. */
function today(now: number, zone: string): string {
  if (lastToday.now !== now || lastToday.zone !== zone) lastToday = { now, zone, day: wallClock(now, zone).day }
  return lastToday.day
}

/** "15:30", always 24 h with a colon. */
export const timeOfDay = (instant: string, zone = DESK_ZONE): string => wallClock(Date.parse(instant), zone).time

/** "i dag", "i morgen", a weekday within a week either way, then the date; the year only when it is another one. */
export const dayName = (instant: string, now: number, language: Language, words: TimeWords, zone = DESK_ZONE): string =>
  nameOf(Date.parse(instant), wallClock(Date.parse(instant), zone), now, language, words, zone)

/** "i dag 15:30", "fredag 08:00", "2. mai 08:00". */
export function moment(instant: string, now: number, language: Language, words: TimeWords, zone = DESK_ZONE): string {
  const ms = Date.parse(instant)
  const clock = wallClock(ms, zone)
  return `${nameOf(ms, clock, now, language, words, zone)} ${clock.time}`
}

function nameOf(
  ms: number,
  { day }: WallClock,
  now: number,
  language: Language,
  words: TimeWords,
  zone: string,
): string {
  const here = today(now, zone)
  const ahead = Math.round((Date.parse(day) - Date.parse(here)) / DAY)
  if (ahead === 0) return words.today
  if (ahead === 1) return words.tomorrow
  if (ahead === -1) return words.yesterday
  if (Math.abs(ahead) < 7) return dateIn(language, zone, 'weekday').format(ms)
  return dateIn(language, zone, day.slice(0, 4) === here.slice(0, 4) ? 'thisYear' : 'otherYear').format(ms)
}

/** A calendar date `YYYY-MM-DD` as "2. mai 2024". */
export const calendarDate = (day: string, language: Language): string =>
  dateIn(language, 'UTC', 'date').format(Date.parse(`${day}T00:00:00Z`))

/** A moment as "21. mai 2026 12:58", whatever day it is now. */
export const dateAndTime = (instant: string, language: Language, zone = DESK_ZONE): string =>
  `${dateIn(language, zone, 'date').format(Date.parse(instant))} ${timeOfDay(instant, zone)}`

/** Day `YYYY-MM-DD` of a moment in the desk's zone. */
export const dayOfMoment = (instant: string, zone = DESK_ZONE): string => wallClock(Date.parse(instant), zone).day

const UNITS = ['minute', 'hour', 'day', 'week', 'year'] as const
const unit = (value: number, name: (typeof UNITS)[number], language: Language): string =>
  numberIn(language, { style: 'unit', unit: name, unitDisplay: 'narrow' })
    .format(value)
    .replace(/(\d)\s*([^\d\s])/u, '$1\u00a0$2')

/** A whole number in the reader's groups: "37 360". */
export const count = (value: number, language: Language): string => numberIn(language).format(value)

/** How long ago, never more than two digits: "nå", "12 m", "3 t", "99 d", "51 u", "2 å". @param since ISO instant */
export function age(since: string, now: number, language: Language, words: TimeWords): string {
  const ms = Math.max(0, now - Date.parse(since))
  if (ms < MINUTE) return words.now
  if (ms < HOUR) return unit(Math.floor(ms / MINUTE), 'minute', language)
  if (ms < DAY) return unit(Math.floor(ms / HOUR), 'hour', language)
  if (ms < 100 * DAY) return unit(Math.floor(ms / DAY), 'day', language)
  if (ms < YEAR) return unit(Math.floor(ms / WEEK), 'week', language)
  return unit(Math.floor(ms / YEAR), 'year', language)
}

/** A length of time in at most two units: "2 t 10 m", "3 d 4 t". @param ms its sign is ignored */
export function duration(ms: number, language: Language): string {
  const left = Math.abs(ms)
  if (left < HOUR) return unit(Math.floor(left / MINUTE), 'minute', language)
  const big = left < DAY ? ('hour' as const) : ('day' as const)
  const whole = Math.floor(left / (big === 'hour' ? HOUR : DAY))
  const rest = big === 'hour' ? Math.floor((left % HOUR) / MINUTE) : Math.floor((left % DAY) / HOUR)
  const first = unit(whole, big, language)
  return rest === 0 ? first : `${first} ${unit(rest, big === 'hour' ? 'minute' : 'hour', language)}`
}

/** "450 kr" from whole øre. */
export const money = (minor: number, language: Language): string => formatMoney(minor, language)

/** The number as it is read aloud, "1042 7731"; the local reference while there is none. @rule SOS-2 @rule SOS-9 */
export function caseName(serviceCase: { readonly number: number | null; readonly localRef: string | null }): string {
  if (serviceCase.number !== null) return caseNumber({ serial: serviceCase.number })
  return serviceCase.localRef ?? '–'
}
