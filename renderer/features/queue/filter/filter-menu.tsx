import { Popover } from '@mantine/core'
import { IconChevronRight, IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { type CaseFilter, FilterColumn } from '#shared/domain/case-filter.ts'
import type { QueueName } from '#shared/domain/queue.ts'
import { useActions } from '../../../app/shortcuts.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { PickList } from '../../../ui/pick-list.tsx'
import { type FilterPlace, showFilterMenu, useFilter, useQueueView } from '../queue.store.ts'
import { RegisteredFields } from './registered-fields.tsx'
import { TextField } from './text-field.tsx'
import { ValueList } from './value-list.tsx'

const PARTS = [...FilterColumn.options, 'registered', 'text'] as const
type Part = (typeof PARTS)[number]

/** The button of the filters and its menu: first what to narrow by, then to which values. `F` opens it. */
export function FilterMenu({ queue }: { readonly queue: QueueName }) {
  const { t } = useTranslation('queue')
  const filter = useFilter(queue)
  const place = useQueueView(({ filterMenu }) => filterMenu)
  const close = () => showFilterMenu(null)
  useActions([
    { id: 'list.filter', label: t('filter.do'), group: 'list', keys: ['f'], run: () => showFilterMenu({ part: null }) },
  ])
  return (
    <Popover
      opened={place !== null}
      onChange={(open) => !open && close()}
      position="bottom-end"
      trapFocus={false}
      returnFocus
      closeOnEscape={false}
    >
      <Popover.Target>
        <IconButton
          label={t('filter.do')}
          keys="f"
          aria-haspopup="dialog"
          aria-expanded={place !== null}
          data-on={Object.keys(filter).length > 0 || undefined}
          onClick={() => showFilterMenu(place === null ? { part: null } : null)}
        >
          <IconFilter size={16} stroke={1.75} />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('filter.do')}>
        {place !== null && <Body queue={queue} filter={filter} place={place} onClose={close} />}
      </Popover.Dropdown>
    </Popover>
  )
}

type BodyProps = {
  readonly queue: QueueName
  readonly filter: CaseFilter
  readonly place: FilterPlace
  readonly onClose: () => void
}

function Body({ queue, filter, place: { part }, onClose }: BodyProps) {
  const back = () => showFilterMenu({ part: null })
  if (part === null) return <PartList filter={filter} onClose={onClose} />
  if (part === 'registered') return <RegisteredFields queue={queue} filter={filter} onBack={back} />
  if (part === 'text') return <TextField queue={queue} filter={filter} onBack={back} onDone={onClose} />
  return <ValueList key={part} queue={queue} filter={filter} column={part} onBack={back} />
}

const isSet = (part: Part, filter: CaseFilter): boolean =>
  part === 'registered' ? filter.from !== undefined || filter.to !== undefined : filter[part] !== undefined

function PartList({ filter, onClose }: { readonly filter: CaseFilter; readonly onClose: () => void }) {
  const { t } = useTranslation('queue')
  const [text, setText] = useState('')
  const options = PARTS.map((id) => ({ id, label: t(`filter.part.${id}`) }))
    .filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
    .map(({ id, label }) => ({
      id,
      label,
      aside: (
        <>
          {isSet(id, filter) && '● '}
          <IconChevronRight size={12} aria-hidden="true" />
        </>
      ),
    }))
  return (
    <PickList
      label={t('filter.by')}
      placeholder={t('filter.by')}
      options={options}
      text={text}
      onText={setText}
      onPick={(id) => showFilterMenu({ part: id as Part })}
      onBack={onClose}
      empty={t('filter.no-part')}
    />
  )
}
