import { useMemo } from 'react'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { FilterColumn } from '#shared/domain/case-filter.ts'

/** Where the words of a column's values stand; owner, customer and agreement are names. */
const WORDS: Readonly<Partial<Record<FilterColumn, string>>> = {
  state: 'states:state',
  due: 'queue:span',
  waiting: 'states:waitingFor',
  product: 'states:product',
  kind: 'states:agreement',
  flow: 'states:flow',
  channel: 'states:channel',
}

/** Says a value of a column; `label` is the name of an id. */
export function useValueWords() {
  const { t } = useTranslation('queue')
  return useMemo(
    () =>
      (column: FilterColumn, value: string | null, label: string | null = null): string => {
        if (value === null) return t(`filter.none.${column}`)
        const words = WORDS[column]
        return words === undefined ? (label ?? value) : t(`${words}.${value}`)
      },
    [t],
  )
}
