import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFilter, FilterColumn } from '#shared/domain/case-filter.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { PickList } from '../../../ui/pick-list.tsx'
import { AfterPatience } from '../../../ui/slow-skeleton.tsx'
import { countQuery } from '../queue.queries.ts'
import { changeFilter, rememberName, useReach } from '../queue.store.ts'
import { useValueWords } from './filter-words.ts'

type Props = {
  readonly queue: QueueName
  readonly filter: CaseFilter
  readonly column: FilterColumn
  readonly onBack: () => void
}

/** The schema takes no more. */
const MOST = 50

/** The values of a column, each with how many cases have it; picked ones narrow the list at once. */
export function ValueList({ queue, filter, column, onBack }: Props) {
  const { t } = useTranslation('queue')
  const { count } = useFormat()
  const words = useValueWords()
  const reach = useReach(queue)
  const [text, setText] = useState('')
  const counted = useQuery(
    countQuery({ queue, filter, by: column, reach, ...(column === 'customer' ? { find: text.trim() } : {}) }),
  )
  const picked: readonly (string | null)[] = filter[column] ?? []
  const bounded = counted.data?.bounded ?? false
  const values = counted.isPlaceholderData && picked.length === 0 ? [] : (counted.data?.values ?? [])
  const options = values
    .map(({ value, label, n }) => ({
      id: JSON.stringify(value),
      label: words(column, value, label),
      aside: `${count(n)}${bounded ? '+' : ''}`,
      checked: picked.includes(value),
    }))
    .filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
  const pick = (id: string) => {
    const value = JSON.parse(id) as string | null
    const found = values.find((each) => each.value === value)
    if (value !== null && found?.label) rememberName(value, found.label)
    const next = picked.includes(value) ? picked.filter((each) => each !== value) : [...picked, value].slice(-MOST)
    changeFilter(queue, { [column]: next.length === 0 ? undefined : next })
  }
  return (
    <PickList
      label={t(`filter.part.${column}`)}
      placeholder={`${t(`filter.part.${column}`)} …`}
      options={options}
      text={text}
      onText={setText}
      onPick={pick}
      onBack={onBack}
      empty={counted.isPending ? <AfterPatience>{t('common:loading')}</AfterPatience> : t('filter.no-value')}
      foot={bounded && counted.data ? t('filter.bounded', { count: count(counted.data.looked) }) : undefined}
    />
  )
}
