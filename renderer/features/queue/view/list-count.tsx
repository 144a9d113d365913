import { useTranslation } from '../../../i18n/use-translation.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import type { Cases } from './use-cases.ts'

/** How many stand in the queue; of a narrowed one, how many were found of them. */
export function ListCount({ cases: { inQueue, found } }: { readonly cases: Cases }) {
  const { t } = useTranslation('queue')
  const { count } = useFormat()
  if (inQueue === undefined) return null
  if (found === null) return count(inQueue)
  return (
    <output>{t('found', { count: `${count(found.count)}${found.atLeast ? '+' : ''}`, total: count(inQueue) })}</output>
  )
}
