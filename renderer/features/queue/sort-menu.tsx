import { Menu, UnstyledButton } from '@mantine/core'
import { IconArrowsSort, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { QUEUE_SORTS, type QueueName, type QueueSort } from '#shared/domain/queue.ts'
import styles from './queue.module.css'

type Props = {
  readonly queue: QueueName
  readonly sort: QueueSort
  readonly onSort: (sort: QueueSort) => void
}

/** In what order a queue stands; nothing where it has only one. */
export function SortMenu({ queue, sort, onSort }: Props) {
  const { t } = useTranslation('queue')
  const sorts = QUEUE_SORTS[queue]
  if (sorts.length < 2) return null
  return (
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
  )
}
