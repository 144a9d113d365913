import { Button, TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFilter } from '#shared/domain/case-filter.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import { changeFilter } from '../queue.store.ts'
import styles from './filter.module.css'

type Props = { readonly queue: QueueName; readonly filter: CaseFilter; readonly onBack: () => void }

const isDay = (value: string): boolean => /^(19|20|21)\d\d-\d\d-\d\d$/.test(value)

/** First and last day of registration; each narrows the list as soon as it is a day. */
export function RegisteredFields({ queue, filter, onBack }: Props) {
  const { t } = useTranslation('queue')
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onBack()
  }
  const field = (part: 'from' | 'to') => (
    <TextInput
      {...(part === 'from' ? { ref: first } : {})}
      type="date"
      label={t(`filter.${part}`)}
      defaultValue={filter[part] ?? ''}
      min="1990-01-01"
      max="2199-12-31"
      onKeyDown={onKey}
      onChange={({ currentTarget: { value } }) => changeFilter(queue, { [part]: isDay(value) ? value : undefined })}
    />
  )
  return (
    <div className={styles.fields}>
      {field('from')}
      {field('to')}
      <Button variant="subtle" color="gray" size="compact-xs" onClick={onBack} onKeyDown={onKey}>
        {t('common:do.back')}
      </Button>
    </div>
  )
}
