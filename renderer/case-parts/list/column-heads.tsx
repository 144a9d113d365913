import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { CaseOrder, SortKey } from '#shared/domain/case-filter.ts'
import styles from './case-list.module.css'
import { type ColumnChoice, COLUMNS } from './columns.ts'

type Props = {
  readonly columns: readonly ColumnChoice[]
  readonly onColumns: (columns: ColumnChoice[]) => void
  readonly order: CaseOrder
  readonly onOrder: (order: CaseOrder) => void
}

/** Most people want the newest, the nearest, or the beginning of the alphabet first. */
const DOWN_FIRST: readonly SortKey[] = ['registered', 'changed', 'number']

/** The order after a press on a column: it alone, or with Shift one more. A second press turns it round. */
export function orderAfter(order: CaseOrder, by: SortKey, more: boolean): CaseOrder {
  const now = order.find((part) => part.by === by)
  const next = { by, desc: now === undefined ? DOWN_FIRST.includes(by) : !now.desc }
  if (!more) return [next]
  return now === undefined ? [...order.slice(0, 2), next] : order.map((part) => (part.by === by ? next : part))
}

/** The heads of the columns: pressed, they sort; their edges make them wider. */
export function ColumnHeads({ columns, onColumns, order, onOrder }: Props) {
  const { t } = useTranslation('queue')
  const resize = (id: ColumnChoice['id'], width: number) =>
    onColumns(columns.map((column) => (column.id === id ? { id, width: limited(width) } : column)))
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset cannot be a grid line
    <div className={styles.heads} role="group" aria-label={t('columns.heads')}>
      <span />
      {columns.map(({ id, width }) => {
        const { sort, align, width: usual } = COLUMNS[id]
        const name = t(`column.${id}`)
        const at = order.findIndex(({ by }) => by === sort)
        const part = order[at]
        const Arrow = part?.desc ? IconChevronDown : IconChevronUp
        return (
          <span key={id} className={styles.head} data-align={align}>
            {sort === null ? (
              <span className={styles.headButton}>
                <span className="sk-truncate">{name}</span>
              </span>
            ) : (
              <button
                type="button"
                className={styles.headButton}
                data-sorted={part !== undefined || undefined}
                title={t('columns.sort-hint')}
                aria-label={part ? `${name}, ${t(part.desc ? 'columns.down' : 'columns.up')}` : name}
                onClick={(event) => onOrder(orderAfter(order, sort, event.shiftKey))}
              >
                <span className="sk-truncate">{name}</span>
                {part && <Arrow size={12} aria-hidden="true" />}
                {part && order.length > 1 && <span aria-hidden="true">{at + 1}</span>}
              </button>
            )}
            {id !== 'title' && <ResizeEdge name={name} width={width ?? usual} onWidth={(next) => resize(id, next)} />}
          </span>
        )
      })}
    </div>
  )
}

const LEAST = 24
const MOST = 800
const STEP = 12
const limited = (width: number): number => Math.round(Math.max(LEAST, Math.min(MOST, width)))

type EdgeProps = { readonly name: string; readonly width: number; readonly onWidth: (width: number) => void }

function ResizeEdge({ name, width, onWidth }: EdgeProps) {
  const { t } = useTranslation('queue')
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const move = (event: PointerEvent) => {
    if (start.current) onWidth(start.current.width + event.clientX - start.current.x)
  }
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    onWidth(width + by)
  }
  return (
    // A divider that can be moved is a focusable widget: https://www.w3.org/TR/wai-aria-1.2/#separator
    <div
      className={styles.resize}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="vertical"
      aria-label={t('columns.resize', { column: name })}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={step}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width }
      }}
      onPointerMove={move}
      onPointerUp={() => {
        start.current = null
      }}
    />
  )
}
