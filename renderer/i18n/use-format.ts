import type { TFunction } from 'i18next'
import { useNow } from '../api/desk-clock.ts'
import * as format from './format.ts'
import { DEFAULT_LANGUAGE, type Language, isLanguage } from './language.ts'
import { useTranslation } from './use-translation.ts'

export type Format = ReturnType<typeof formatFor>

/** The formats of the desk in the reader's language and at the desk's time; renders again as time passes. */
export function useFormat(): Format {
  const { t, language } = useTranslation()
  return formatOf(t, isLanguage(language) ? language : DEFAULT_LANGUAGE, useNow())
}

let last: Format | undefined

/** One for the whole window, until the language or the time is another. */
function formatOf(t: TFunction, language: Language, now: number): Format {
  if (last?.now !== now || last.language !== language) last = formatFor(t, language, now)
  return last
}

function formatFor(t: TFunction, language: Language, now: number) {
  const words: format.TimeWords = {
    today: t('time.today'),
    tomorrow: t('time.tomorrow'),
    yesterday: t('time.yesterday'),
    now: t('time.now'),
  }
  return {
    language,
    now,
    time: (instant: string) => format.timeOfDay(instant),
    moment: (instant: string) => format.moment(instant, now, language, words),
    day: (instant: string) => format.dayName(instant, now, language, words),
    date: (day: string) => format.calendarDate(day, language),
    age: (since: string) => format.age(since, now, language, words),
    duration: (ms: number) => format.duration(ms, language),
    count: (value: number) => format.count(value, language),
    money: (minor: number) => format.money(minor, language),
    caseName: format.caseName,
  }
}
