import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { type Format, useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** What the rows of a list are written with. Taken once for the list: each of its hundreds of cells would otherwise listen for it. */
export type RowWords = {
  readonly t: TFunction
  readonly states: TFunction
  readonly format: Format
  /** A deadline that has passed, and one to come, read aloud. */
  readonly overdue: (moment: string) => string
  readonly dueAt: (moment: string) => string
}

/** Another object only when the language or the time is another: rows are then drawn anew. */
export function useRowWords(): RowWords {
  const { t } = useTranslation('queue')
  const { t: states } = useTranslation('states')
  const format = useFormat()
  return useMemo(
    () => ({ t, states, format, overdue: sentence(t, 'due.overdue'), dueAt: sentence(t, 'due.soon') }),
    [t, states, format],
  )
}

const PLACE = '\uFFFC'

/** A text with a moment in it, put together here: the translator takes longer for it than a row takes to be drawn. */
function sentence(t: TFunction, key: string): (moment: string) => string {
  const parts = t(key, { moment: PLACE }).split(PLACE)
  return (moment) => parts.join(moment)
}
