import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseListItem } from '#shared/contract/views.ts'
import { useFormat } from '../../i18n/use-format.ts'
import styles from './case-row.module.css'
import { DueMark } from './due-mark.tsx'

type Props = {
  readonly item: CaseListItem
  /** The keyboard stands on it, and the case beside the list, if one is open, is this one. */
  readonly selected: boolean
  readonly onOpen: (caseId: string) => void
  /** In place of the state: why a search found it. */
  readonly why?: string
}

export const rowId = (caseId: string): string => `row-${caseId}`

/** One case in one line, or two where the list is narrow: due, number, what it is, whose, state, owner, age. */
export const CaseRow = memo(function CaseRow({ item, selected, onOpen, why }: Props) {
  const { t } = useTranslation('queue')
  const { age, caseName, moment } = useFormat()
  return (
    <div
      id={rowId(item.id)}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a row of several cells
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      className={styles.row}
      data-testid="queue-row"
      data-case-id={item.id}
      data-active={selected || undefined}
      onClick={() => onOpen(item.id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onOpen(item.id)
      }}
    >
      <DueMark dueAt={item.dueAt} />
      <span className={styles.number}>{caseName(item)}</span>
      <Mark mark={item.mark} />
      <span className={styles.what} title={`${item.productName} – ${item.faultDescription}`}>
        <span className={styles.product}>{item.productName}</span>
        <span className={styles.fault}> {item.faultDescription}</span>
      </span>
      <span className={styles.who} title={item.customerName ?? item.contactName}>
        {item.customerName ?? item.contactName}
      </span>
      <span className={styles.state}>{why ?? t(`states:state.${item.state}`)}</span>
      <span className={styles.owner} title={item.ownerInitials === null ? t('unowned') : undefined}>
        {item.ownerInitials ?? <span className={styles.nobody}>–</span>}
      </span>
      <span className={styles.age} title={moment(item.registeredAt)}>
        {age(item.registeredAt)}
      </span>
    </div>
  )
})

/** ◌ not sent yet, ▲ refused; the words are read aloud. */
function Mark({ mark }: { readonly mark: CaseListItem['mark'] }) {
  const { t } = useTranslation('states')
  if (mark === 'none') return <span className={styles.mark} />
  const words = t(`mark.${mark}`)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a sign, not a picture
    <span className={styles.mark} data-mark={mark} role="img" aria-label={words} title={words}>
      {mark === 'pending' ? '◌' : '▲'}
    </span>
  )
}
