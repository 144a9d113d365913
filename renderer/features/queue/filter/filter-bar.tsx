import { UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { type CaseFilter, FilterColumn, isFiltered } from '#shared/domain/case-filter.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import { useActions } from '../../../app/shortcuts.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { changeFilter, clearFilter, showFilterMenu, useFilter, useQueueView } from '../queue.store.ts'
import { useValueWords } from './filter-words.ts'
import styles from './filter.module.css'

type Chip = {
  readonly part: FilterColumn | 'registered' | 'text'
  readonly value: string
  readonly clear: { readonly [K in keyof CaseFilter]: undefined }
}

/** What a queue is narrowed to, a chip a part; nothing where it is whole. */
export function FilterBar({ queue }: { readonly queue: QueueName }) {
  const { t } = useTranslation('queue')
  const filter = useFilter(queue)
  const chips = useChips(filter)
  useActions([
    {
      id: 'list.filter-clear',
      label: t('filter.clear'),
      group: 'list',
      keys: ['shift+f'],
      disabled: !isFiltered(filter),
      run: () => clearFilter(queue),
    },
  ])
  if (chips.length === 0) return null
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset cannot be laid out as a line
    <div className={styles.bar} role="group" aria-label={t('filter.now')}>
      {chips.map(({ part, value, clear }) => (
        <span key={part} className={styles.chip}>
          <UnstyledButton
            className={styles.chipText}
            title={`${t(`filter.part.${part}`)}: ${value}`}
            onClick={() => showFilterMenu({ part })}
          >
            <span className={styles.chipPart}>{t(`filter.part.${part}`)}</span>{' '}
            <span className={styles.chipValue}>{value}</span>
          </UnstyledButton>
          <UnstyledButton
            className={styles.chipClear}
            aria-label={t('filter.remove', { part: t(`filter.part.${part}`) })}
            onClick={() => changeFilter(queue, clear)}
          >
            <IconX size={12} aria-hidden="true" />
          </UnstyledButton>
        </span>
      ))}
      <UnstyledButton className={styles.clear} onClick={() => clearFilter(queue)}>
        {t('filter.clear')}
      </UnstyledButton>
    </div>
  )
}

function useChips(filter: CaseFilter): Chip[] {
  const { t } = useTranslation('queue')
  const { date } = useFormat()
  const words = useValueWords()
  const names = useQueueView((view) => view.names)
  const { from, to, text } = filter
  const columns = FilterColumn.options.flatMap((part): Chip[] => {
    const values: readonly (string | null)[] | undefined = filter[part]
    if (values === undefined) return []
    const value = values.map((each) => words(part, each, each === null ? null : (names[each] ?? null))).join(', ')
    return [{ part, value, clear: { [part]: undefined } }]
  })
  const days = [from && t('filter.since', { date: date(from) }), to && t('filter.until', { date: date(to) })]
  return [
    ...columns,
    ...(from === undefined && to === undefined
      ? []
      : [
          {
            part: 'registered',
            value: days.filter(Boolean).join(' '),
            clear: { from: undefined, to: undefined },
          } as const,
        ]),
    ...(text === undefined ? [] : [{ part: 'text', value: `«${text}»`, clear: { text: undefined } } as const]),
  ]
}
