import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { rowId } from './case-row.tsx'
import styles from './case-row.module.css'
import { groupId, type ListGroup } from './lines.ts'

type Props = {
  readonly group: ListGroup
  readonly folded: boolean
  readonly active: boolean
  /** Not every case has been looked at: there may be more of it. */
  readonly atLeast: boolean
  readonly onToggle: (value: string | null) => void
}

/** The heading of a group in a list: what it is and how many stand in it; pressed, it folds. */
export function GroupRow({ group: { value, label, count }, folded, active, atLeast, onToggle }: Props) {
  const { t } = useTranslation('queue')
  const format = useFormat()
  const shown = `${format.count(count)}${atLeast ? '+' : ''}`
  return (
    <div
      id={rowId(groupId(value))}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a line of the list box
      role="option"
      aria-selected={active}
      aria-label={t(folded ? 'group.folded' : 'group.open', { group: label, count: shown })}
      tabIndex={-1}
      className={styles.group}
      data-testid="queue-group"
      data-active={active || undefined}
      data-folded={folded || undefined}
      onClick={() => onToggle(value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onToggle(value)
      }}
    >
      <IconChevronDown className={styles.fold} size={14} aria-hidden="true" />
      <span className="sk-truncate">{label}</span>
      <span className={styles.groupCount}>{shown}</span>
    </div>
  )
}
