import { Menu, UnstyledButton } from '@mantine/core'
import { IconArrowsSort, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { QUEUE_SORTS, type QueueName, type QueueSort } from '#shared/domain/queue.ts'
import { useFormat } from '../../i18n/use-format.ts'
import styles from './queue.module.css'

type Props = {
  readonly queue: QueueName
  readonly sort: QueueSort
  readonly count: number | undefined
  readonly onSort: (sort: QueueSort) => void
}

/** Which queue, how many, in what order. */
export function QueueHeader({ queue, sort, count, onSort }: Props) {
  const { t } = useTranslation('queue')
  const format = useFormat()
  const sorts = QUEUE_SORTS[queue]
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{t(`name.${queue}`)}</h1>
      <span className={styles.count}>{count !== undefined && format.count(count)}</span>
      {sorts.length > 1 && (
        <Menu>
          <Menu.Target>
            <UnstyledButton className={styles.sort} aria-label={`${t('sort.label')}: ${t(`sort.${sort}`)}`}>
              <IconArrowsSort size={14} aria-hidden="true" />
              {t(`sort.${sort}`)}
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {sorts.map((each) => (
              <Menu.Item
                key={each}
                leftSection={<IconCheck size={14} visibility={each === sort ? 'visible' : 'hidden'} />}
                onClick={() => onSort(each)}
              >
                {t(`sort.${each}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </header>
  )
}
