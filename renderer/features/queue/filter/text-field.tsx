import { TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFilter } from '#shared/domain/case-filter.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import { changeFilter } from '../queue.store.ts'
import styles from './filter.module.css'

type Props = {
  readonly queue: QueueName
  readonly filter: CaseFilter
  readonly onBack: () => void
  readonly onDone: () => void
}

/** Words, a serial, a phone or a number to narrow by, as they are typed. */
export function TextField({ queue, filter, onBack, onDone }: Props) {
  const { t } = useTranslation('queue')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <div className={styles.fields}>
      <TextInput
        ref={field}
        label={t('filter.part.text')}
        placeholder={t('filter.text-hint')}
        defaultValue={filter.text ?? ''}
        maxLength={100}
        onChange={({ currentTarget: { value } }) =>
          changeFilter(queue, { text: value.trim() === '' ? undefined : value })
        }
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Enter') onDone()
          else onBack()
        }}
      />
    </div>
  )
}
