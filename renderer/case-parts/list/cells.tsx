import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { CaseListItem } from '#shared/contract/views.ts'
import { useFormat } from '../../i18n/use-format.ts'
import styles from './case-row.module.css'
import type { ColumnId } from './columns.ts'
import { DueMark } from './due-mark.tsx'

type CellProps = { readonly item: CaseListItem; readonly why: string | undefined }

const plain = (read: (item: CaseListItem) => string | null) =>
  function PlainCell({ item }: CellProps): ReactNode {
    const text = read(item)
    return (
      <span className={styles.plain} title={text ?? undefined}>
        {text}
      </span>
    )
  }

/** What stands in each column; adding a column is adding a line here and in `columns.ts`. */
export const CELLS: Readonly<Record<ColumnId, ComponentType<CellProps>>> = {
  due: ({ item }) => <DueMark dueAt={item.dueAt} />,
  number: NumberCell,
  title: TitleCell,
  customer: plain(({ customerName, contactName }) => customerName ?? contactName),
  state: StateCell,
  owner: OwnerCell,
  contract: plain(({ contract }) => contract),
  channel: ChannelCell,
  waiting: WaitingCell,
  serial: plain(({ serialNo }) => serialNo),
  changed: ({ item }) => <AgeCell at={item.changedAt} />,
  age: ({ item }) => <AgeCell at={item.registeredAt} />,
}

function NumberCell({ item }: CellProps) {
  const { caseName } = useFormat()
  return (
    <span className={styles.number}>
      {caseName(item)} <Mark mark={item.mark} />
    </span>
  )
}

function TitleCell({ item }: CellProps) {
  return (
    <span className={styles.what} title={`${item.productName} – ${item.faultDescription}`}>
      <span className={styles.product}>{item.productName}</span>
      <span className={styles.fault}> {item.faultDescription}</span>
    </span>
  )
}

function StateCell({ item, why }: CellProps) {
  const { t } = useTranslation('states')
  const text = why ?? t(`state.${item.state}`)
  return (
    <span className={styles.state} title={text}>
      {text}
    </span>
  )
}

function OwnerCell({ item }: CellProps) {
  const { t } = useTranslation('queue')
  return (
    <span className={styles.owner} title={item.ownerInitials === null ? t('unowned') : undefined}>
      {item.ownerInitials ?? <span className={styles.nobody}>–</span>}
    </span>
  )
}

function ChannelCell({ item }: CellProps) {
  const { t } = useTranslation('states')
  return <span className={styles.plain}>{t(`channel.${item.channel}`)}</span>
}

function WaitingCell({ item }: CellProps) {
  const { t } = useTranslation('states')
  return <span className={styles.plain}>{item.waitingFor === null ? '' : t(`waitingFor.${item.waitingFor}`)}</span>
}

function AgeCell({ at }: { readonly at: string }) {
  const { age, moment } = useFormat()
  return (
    <span className={styles.age} title={moment(at)}>
      {age(at)}
    </span>
  )
}

/** ◌ not sent yet, ▲ refused; the words are read aloud. */
function Mark({ mark }: { readonly mark: CaseListItem['mark'] }) {
  const { t } = useTranslation('states')
  if (mark === 'none') return null
  const words = t(`mark.${mark}`)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a sign, not a picture
    <span className={styles.mark} data-mark={mark} role="img" aria-label={words} title={words}>
      {mark === 'pending' ? '◌' : '▲'}
    </span>
  )
}
