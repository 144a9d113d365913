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

const cache = new Map<string, Intl.DateTimeFormat>()
function intl(language: Language, zone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(style)}`
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(LANGUAGE_TAG[language], { ...style, timeZone: zone })
  cache.set(key, made)
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

/** What calendar and clock show in a zone: day `YYYY-MM-DD` and time `HH:MM`. Sweden writes both the ISO way. */
function wallClock(ms: number, zone: string): { readonly day: string; readonly time: string } {
  const style = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const [day = '', time = ''] = intl('sv', zone, style).format(ms).split(' ')
  return { day, time }
}

/** "15:30", always 24 h with a colon. */
export const timeOfDay = (instant: string, zone = DESK_ZONE): string => wallClock(Date.parse(instant), zone).time

/** "i dag", "i morgen", a weekday within a week either way, then the date; the year only when it is another one. */
export function dayName(instant: string, now: number, language: Language, words: TimeWords, zone = DESK_ZONE): string {
  const ms = Date.parse(instant)
  const { day } = wallClock(ms, zone)
  const { day: today } = wallClock(now, zone)
  const ahead = Math.round((Date.parse(day) - Date.parse(today)) / DAY)
  if (ahead === 0) return words.today
  if (ahead === 1) return words.tomorrow
  if (ahead === -1) return words.yesterday
  if (Math.abs(ahead) < 7) return intl(language, zone, { weekday: 'long' }).format(ms)
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
  return intl(language, zone, { day: 'numeric', month: 'short', ...year }).format(ms)
}

/** "i dag 15:30", "fredag 08:00", "2. mai 08:00". */
export const moment = (instant: string, now: number, language: Language, words: TimeWords, zone = DESK_ZONE): string =>
  `${dayName(instant, now, language, words, zone)} ${timeOfDay(instant, zone)}`

/** A calendar date `YYYY-MM-DD` as "2. mai 2024". */
export const calendarDate = (day: string, language: Language): string =>
  intl(language, 'UTC', { day: 'numeric', month: 'long', year: 'numeric' }).format(Date.parse(`${day}T00:00:00Z`))

const unit = (value: number, name: 'minute' | 'hour' | 'day' | 'week' | 'year', language: Language): string =>
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
