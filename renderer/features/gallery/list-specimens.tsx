import { type ReactNode, useState } from 'react'
import type { CaseListItem } from '#shared/contract/views.ts'
import { CaseRow } from '../../case-parts/list/case-row.tsx'
import { ColumnHeads } from '../../case-parts/list/column-heads.tsx'
import { USUAL_COLUMNS } from '../../case-parts/list/columns.ts'
import { GroupRow } from '../../case-parts/list/group-row.tsx'
import { useRowWords } from '../../case-parts/list/row-words.ts'
import { PickList, type PickOption } from '../../ui/pick-list.tsx'
import styles from './gallery.module.css'
import type { Specimen } from './specimens.tsx'

const nothing = (): void => {}

const ITEM: CaseListItem = {
  id: '0198aaaa-0000-7000-8000-000000000001',
  number: 1_042_773,
  localRef: null,
  productName: 'MacBook Pro 14',
  faultDescription: 'Garantireparasjonsoppfølgingsansvarlig melder at skjermen flimrer etter væskesøl',
  contactName: 'Åse Nordmann',
  customerName: 'Menneskerettighetsorganisasjonssamarbeidsutvalget i Nordfjord kommune',
  serialNo: 'C02XK1ABJG5H',
  flow: 'workshop',
  state: 'quote-accepted',
  ownerId: null,
  ownerInitials: 'KN',
  registeredAt: '2026-03-02T09:00:00.000Z',
  changedAt: '2026-03-02T09:00:00.000Z',
  dueAt: '2026-03-02T09:00:00.000Z',
  dueRule: null,
  contract: 'SA0011807',
  channel: 'phone',
  waitingFor: null,
  mark: 'none',
}

type RowProps = Partial<Omit<Parameters<typeof CaseRow>[0], 'words'>>

/** A row needs its list box, and the columns that a list gives. */
function InList({ height, children }: { readonly height: number; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as in a list
    <div role="listbox" aria-label="Saker" className={styles['wide']} style={{ height }} tabIndex={0}>
      {children}
    </div>
  )
}

const row = (lines: 'one' | 'two', more: RowProps = {}): ReactNode => (
  <InList height={lines === 'one' ? 36 : 52}>
    <Row lines={lines} {...more} />
  </InList>
)

function Row({ lines, ...more }: RowProps & { readonly lines: 'one' | 'two' }) {
  const words = useRowWords()
  return (
    <CaseRow
      item={ITEM}
      place={1}
      of={1}
      active={false}
      picked={null}
      lines={lines}
      columns={USUAL_COLUMNS}
      words={words}
      onOpen={nothing}
      onPick={nothing}
      {...more}
    />
  )
}

const group = (folded: boolean): ReactNode => (
  <InList height={32}>
    <GroupRow
      group={{ value: 'received', label: 'Mottatt', count: 1234 }}
      folded={folded}
      active={false}
      atLeast={folded}
      onToggle={nothing}
    />
  </InList>
)

const OPTIONS: readonly PickOption[] = [
  { id: 'a', label: 'Menneskerettighetsorganisasjonssamarbeidsutvalget', aside: '1 204', checked: true },
  { id: 'b', label: 'Nordfjord kommune', aside: '43', checked: false },
  { id: 'c', label: 'Uten kunde', aside: '0', checked: false, disabled: true },
]

function Picking({ options }: { readonly options: readonly PickOption[] }) {
  const [text, setText] = useState('')
  return (
    <PickList
      label="Kunde"
      placeholder="Kunde …"
      options={options}
      text={text}
      onText={setText}
      onPick={nothing}
      onBack={nothing}
      empty="Ingen verdier"
      foot="Talt blant 50 000 saker"
      focus={false}
    />
  )
}

function Heads() {
  const [order, setOrder] = useState<Parameters<typeof ColumnHeads>[0]['order']>([{ by: 'registered', desc: true }])
  return (
    <InHeads>
      <ColumnHeads columns={USUAL_COLUMNS} onColumns={nothing} order={order} onOrder={setOrder} />
    </InHeads>
  )
}

const InHeads = ({ children }: { readonly children: ReactNode }) => <div className={styles['wide']}>{children}</div>

/** What lists are made of. */
export const LISTS: readonly Specimen[] = [
  {
    name: 'CaseRow',
    states: {
      'one line': row('one'),
      active: row('one', { active: true }),
      picked: row('one', { picked: true }),
      'others picked': row('one', { picked: false }),
      pending: row('one', { item: { ...ITEM, mark: 'pending', ownerInitials: null } }),
      refused: row('one', { item: { ...ITEM, mark: 'refused', dueAt: null } }),
      'left the list': row('one', { gone: true }),
      'two lines': row('two'),
      'two lines, picked': row('two', { picked: true }),
    },
  },
  { name: 'GroupRow', states: { open: group(false), 'folded, at least': group(true) } },
  { name: 'ColumnHeads', states: { sorted: <Heads /> } },
  { name: 'PickList', states: { values: <Picking options={OPTIONS} />, none: <Picking options={[]} /> } },
]
