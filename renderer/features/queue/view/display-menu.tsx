import { Checkbox, NativeSelect, Popover } from '@mantine/core'
import {
  IconAdjustmentsHorizontal,
  IconArrowDown,
  IconArrowUp,
  IconSortAscending,
  IconSortDescending,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { type CaseOrder, GroupBy, SortKey } from '#shared/domain/case-filter.ts'
import { useActions } from '../../../app/shortcuts.ts'
import { type ColumnChoice, ColumnId } from '../../../case-parts/list/columns.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { ListView } from './list-view.ts'
import styles from './view.module.css'

type Props = { readonly view: ListView; readonly onChange: (change: Partial<ListView>) => void }

/** How a list is sorted and grouped, and what it shows. `V` opens it. */
export function DisplayMenu({ view, onChange }: Props) {
  const { t } = useTranslation('queue')
  const [open, setOpen] = useState(false)
  useActions([{ id: 'list.display', label: t('view.do'), group: 'list', keys: ['v'], run: () => setOpen(true) }])
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <IconButton label={t('view.do')} keys="v" onClick={() => setOpen(!open)}>
          <IconAdjustmentsHorizontal size={16} stroke={1.75} />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('view.do')}>
        <div className={styles.panel}>
          <OrderLines order={view.order} onOrder={(order) => onChange({ order })} />
          <div className={styles.line}>
            <NativeSelect
              size="xs"
              labelProps={{ mb: 0 }}
              label={t('view.group')}
              value={view.group ?? ''}
              onChange={({ currentTarget: { value } }) => onChange({ group: GroupBy.safeParse(value).data ?? null })}
              data={[
                { value: '', label: t('view.no-group') },
                ...GroupBy.options.map((value) => ({ value, label: t(`filter.part.${value}`) })),
              ]}
            />
          </div>
          <ColumnLines columns={view.columns} onColumns={(columns) => onChange({ columns })} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

type OrderProps = { readonly order: CaseOrder; readonly onOrder: (order: CaseOrder) => void }

function OrderLines({ order, onOrder }: OrderProps) {
  const { t } = useTranslation('queue')
  const parts = order.length < 3 ? [...order, null] : order
  const put = (at: number, part: CaseOrder[number] | null) => {
    const next = part === null ? order.slice(0, at) : [...order.slice(0, at), part, ...order.slice(at + 1)]
    onOrder(next.length === 0 ? order : next)
  }
  return parts.map((part, at) => {
    const Direction = part?.desc ? IconSortDescending : IconSortAscending
    const taken = order.slice(0, at).map(({ by }) => by)
    return (
      <div key={part?.by ?? 'next'} className={styles.line}>
        <NativeSelect
          size="xs"
          labelProps={{ mb: 0 }}
          label={t(at === 0 ? 'view.sort' : 'view.then')}
          value={part?.by ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const by = SortKey.safeParse(value).data
            put(at, by === undefined ? null : { by, desc: by === 'registered' || by === 'changed' })
          }}
          data={[
            ...(at === 0 ? [] : [{ value: '', label: '–' }]),
            ...SortKey.options
              .filter((by) => !taken.includes(by))
              .map((value) => ({ value, label: t(`sort.${value}`) })),
          ]}
        />
        {part && (
          <IconButton
            size={28}
            label={t(part.desc ? 'columns.down' : 'columns.up')}
            onClick={() => put(at, { ...part, desc: !part.desc })}
          >
            <Direction size={16} stroke={1.75} />
          </IconButton>
        )}
      </div>
    )
  })
}

type ColumnProps = {
  readonly columns: readonly ColumnChoice[]
  readonly onColumns: (columns: ColumnChoice[]) => void
}

function ColumnLines({ columns, onColumns }: ColumnProps) {
  const { t } = useTranslation('queue')
  const hidden = ColumnId.options.filter((id) => !columns.some((column) => column.id === id))
  const move = (at: number, by: number) => {
    const next = [...columns]
    const [column] = next.splice(at, 1)
    if (column) onColumns([...next.slice(0, at + by), column, ...next.slice(at + by)])
  }
  return (
    <fieldset className={styles.columns}>
      <legend>{t('columns.title')}</legend>
      {columns.map((column, at) => (
        <div key={column.id} className={styles.column}>
          <Checkbox
            size="xs"
            checked
            // What a case is stands in every list.
            disabled={column.id === 'title'}
            label={t(`column.${column.id}`)}
            onChange={() => onColumns(columns.filter(({ id }) => id !== column.id))}
          />
          <IconButton
            size={24}
            variant="transparent"
            label={t('columns.left', { column: t(`column.${column.id}`) })}
            disabled={at === 0}
            onClick={() => move(at, -1)}
          >
            <IconArrowUp size={13} />
          </IconButton>
          <IconButton
            size={24}
            variant="transparent"
            label={t('columns.right', { column: t(`column.${column.id}`) })}
            disabled={at === columns.length - 1}
            onClick={() => move(at, 1)}
          >
            <IconArrowDown size={13} />
          </IconButton>
        </div>
      ))}
      {hidden.map((id) => (
        <div key={id} className={styles.column}>
          <Checkbox
            size="xs"
            checked={false}
            label={t(`column.${id}`)}
            onChange={() => onColumns([...columns, { id, width: null }])}
          />
        </div>
      ))}
    </fieldset>
  )
}
