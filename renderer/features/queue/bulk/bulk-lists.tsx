import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { PickList } from '../../../ui/pick-list.tsx'
import { colleaguesQuery } from '../queue.queries.ts'
import type { BulkAct, stepsOf } from './bulk-acts.ts'

type ListProps<T> = { readonly onPick: (picked: T) => void; readonly onBack: () => void }

const NOBODY = 'nobody'

/** Who the cases are given to, or nobody. */
export function OwnerList({ onPick, onBack }: ListProps<string | null>) {
  const { t } = useTranslation('queue')
  const [text, setText] = useState('')
  const colleagues = useQuery(colleaguesQuery()).data ?? []
  const options = [
    ...colleagues.map(({ id, name, initials }) => ({ id, label: name, aside: initials })),
    { id: NOBODY, label: t('unowned') },
  ].filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <PickList
      label={t('bulk.owner')}
      placeholder={t('bulk.owner-find')}
      options={options}
      text={text}
      onText={setText}
      onPick={(id) => onPick(id === NOBODY ? null : id)}
      onBack={onBack}
      empty={t('filter.no-value')}
    />
  )
}

type StepProps = ListProps<BulkAct['name']> & { readonly steps: ReturnType<typeof stepsOf>; readonly total: number }

/** The steps that the cases can take, and how many of them. */
export function StepList({ steps, total, onPick, onBack }: StepProps) {
  const { t } = useTranslation('queue')
  const { count } = useFormat()
  const [text, setText] = useState('')
  const options = steps
    .map(({ name, count: n }) => ({
      id: name,
      label: t(`commands:${name}.do`),
      aside: n < total ? t('found', { count: count(n), total: count(total) }) : undefined,
    }))
    .filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
  return (
    <PickList
      label={t('bulk.step')}
      placeholder={`${t('bulk.step')} …`}
      options={options}
      text={text}
      onText={setText}
      onPick={(id) => onPick(id as BulkAct['name'])}
      onBack={onBack}
      empty={t('filter.no-value')}
    />
  )
}
