import { parseDate } from '#shared/lib/iso-date.ts'
import type { Locale } from '#shared/lib/money.ts'

const ORDERED = /^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$/
const EUROPEAN = /^(\d{1,2})[-./ ]\s?(\d{1,2})[-./ ]\s?(\d{4}|\d{2})$/
const EIGHT = /^(\d{2})(\d{2})(\d{4})$/
const SIX = /^(\d{2})(\d{2})(\d{2})$/

export type ReadDay = { readonly ok: true; readonly day: string | null } | { readonly ok: false }

/**
 * A day as people type it: `2024-05-02`, `2.5.2024`, `02.05.24`, `02052024`, `020524`. Day before month unless the year comes first;
 * two digits of a year are 20xx. Blank is null: the day is not known.
 */
export function readDay(text: string): ReadDay {
  const typed = text.trim().replace(/\.$/, '')
  if (typed === '') return { ok: true, day: null }
  const ordered = ORDERED.exec(typed)
  if (ordered) return dayOf(ordered[1], ordered[2], ordered[3])
  const european = EUROPEAN.exec(typed) ?? EIGHT.exec(typed) ?? SIX.exec(typed)
  return european ? dayOf(european[3], european[2], european[1]) : { ok: false }
}

function dayOf(year = '', month = '', day = ''): ReadDay {
  const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = parseDate(iso)
  return parsed.ok ? { ok: true, day: parsed.value } : { ok: false }
}

const WRITTEN: Readonly<Record<Locale, (year: string, month: string, day: string) => string>> = {
  nb: (year, month, day) => `${day}.${month}.${year}`,
  sv: (year, month, day) => `${year}-${month}-${day}`,
  en: (year, month, day) => `${day}/${month}/${year}`,
}

/** How an ISO day stands in the field that it is typed in; text that is no ISO day stays as it was typed. */
export function writeDay(text: string, locale: Locale): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return year && month && day ? WRITTEN[locale](year, month, day) : text
}
