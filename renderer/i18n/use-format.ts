import { useMemo } from 'react'
import { useNow } from '../api/desk-clock.ts'
import * as format from './format.ts'
import { DEFAULT_LANGUAGE, isLanguage } from './language.ts'
import { useTranslation } from './use-translation.ts'

/** The formats of the desk in the reader's language and at the desk's time; renders again as time passes. */
export function useFormat() {
  const { t, language: tag } = useTranslation()
  const now = useNow()
  const language = isLanguage(tag) ? tag : DEFAULT_LANGUAGE
  return useMemo(() => {
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
  }, [t, now, language])
}
