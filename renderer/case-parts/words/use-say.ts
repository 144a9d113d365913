import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { Say } from './say.ts'

export const colleaguesQuery = queryOptions({
  queryKey: [...keys.reference, 'colleagues'],
  queryFn: () => api.reference.colleagues(),
})

/** The words of a case in the reader's language. */
export function useSay(): Say {
  const { t } = useTranslation('case')
  const { language, moment } = useFormat()
  const { data: colleagues } = useQuery(colleaguesQuery)
  return useMemo(
    () => ({
      t: (key, facts) => t(key, { ...facts }),
      locale: language,
      person: (id) => colleagues?.find((each) => each.id === id)?.name ?? id.slice(0, 8),
      instant: moment,
    }),
    [t, language, moment, colleagues],
  )
}
