import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { caseName } from '../../i18n/format.ts'
import { KbdHint } from '../../ui/kbd-hint.tsx'
import { type Action, currentActions, useShortcutTable } from '../shortcuts.ts'
import { foundDetail, foundName } from './found-detail.tsx'
import { matches } from './match.ts'
import styles from './palette.module.css'
import { closePalette, usePalette } from './palette.store.ts'

type Entry = {
  readonly id: string
  readonly label: ReactNode
  /** In the rest of the line. */
  readonly detail?: ReactNode
  readonly aside?: ReactNode
  readonly keys?: string
  readonly run: () => void
}
type Group = { readonly title: string; readonly entries: readonly Entry[] }

const CASES = 8

/** Everything that can be done, and every case, from one field. */
export function Palette({ onOpenCase }: { readonly onOpenCase: (caseId: string) => void }) {
  const { t } = useTranslation('search')
  const open = usePalette((palette) => palette.open) === 'palette'
  return (
    <Modal.Root opened={open} onClose={closePalette} size={600} yOffset="12vh" centered={false}>
      <Modal.Overlay backgroundOpacity={0.32} />
      <Modal.Content aria-label={t('palette.label')}>
        <Modal.Body p={0}>{open && <PaletteBody onOpenCase={onOpenCase} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function PaletteBody({ onOpenCase }: { readonly onOpenCase: (caseId: string) => void }) {
  const { t } = useTranslation('search')
  const [text, setText] = useState('')
  const combobox = useCombobox({ opened: true })
  const groups = useGroups(text.trim(), onOpenCase)
  const entries = groups.flatMap((group) => group.entries)
  const shown = entries.map((entry) => entry.id).join()
  const { selectFirstOption } = combobox
  useEffect(() => {
    selectFirstOption()
    // The first entry is chosen anew whenever other entries are shown.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shown])
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => {
        closePalette()
        // After the dialog has given the focus back, so that what runs may take it.
        setTimeout(() => entries.find((entry) => entry.id === id)?.run(), 0)
      }}
    >
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          // Mantine adds what it controls and whether it is open.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/role-has-required-aria-props
          role="combobox"
          variant="unstyled"
          size="md"
          aria-label={t('palette.label')}
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDownCapture={(event) => {
            // The list of options is always open and would keep Escape to itself.
            if (event.key === 'Escape') closePalette()
          }}
          classNames={{ input: styles.input ?? '' }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={styles.options} tabIndex={0} aria-label={t('palette.label')}>
        {entries.length === 0 && <Combobox.Empty>{t('palette.none')}</Combobox.Empty>}
        {groups
          .filter((group) => group.entries.length > 0)
          .map((group) => (
            <Combobox.Group key={group.title} label={group.title}>
              {group.entries.map((entry) => (
                <Combobox.Option key={entry.id} value={entry.id} className={styles.option}>
                  <span className="sk-truncate">
                    {entry.label}
                    {entry.detail && <span className={styles.detail}> {entry.detail}</span>}
                  </span>
                  {entry.aside && <span className={styles.aside}>{entry.aside}</span>}
                  {entry.keys && <KbdHint keys={entry.keys} />}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
      </Combobox.Options>
    </Combobox>
  )
}

function useGroups(text: string, onOpenCase: (caseId: string) => void): Group[] {
  const { t } = useTranslation('search')
  const registrations = useShortcutTable((table) => table.registrations)
  const actions = currentActions(registrations).filter((action) => !action.keyOnly && !action.disabled)
  const ofGroup = (group: Action['group']): Group => ({
    title: t(`group.${group}`),
    entries: actions
      .filter((action) => action.group === group && matches(action.label, text))
      .map(({ id, label, keys: strokes, run }) => ({ id, label, run, ...(strokes?.[0] ? { keys: strokes[0] } : {}) })),
  })
  const found = useFound(text, onOpenCase)
  const recent = useRecent(onOpenCase)
  return [
    ...(text === '' ? [] : [{ title: t('palette.cases'), entries: found }]),
    ofGroup('case'),
    ofGroup('list'),
    ofGroup('go'),
    ...(text === '' ? [{ title: t('palette.recent'), entries: recent }] : []),
    ofGroup('app'),
  ]
}

function useFound(text: string, onOpenCase: (caseId: string) => void): Entry[] {
  const { t } = useTranslation('search')
  const found = useQuery({
    queryKey: [...keys.search(text), CASES],
    queryFn: async ({ signal }) => ({ text, ...(await api.cases.search({ text, limit: CASES }, { signal })) }),
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
  })
  if (text.length < 2) return []
  // What is shown may still be what another text found.
  const sought = found.data?.text ?? ''
  return (found.data?.hits ?? []).map((hit) => {
    const name = hit.by === 'number-unchecked' ? t('by.number-unchecked') : (hit.customerName ?? hit.contactName)
    return {
      id: `case:${hit.id}`,
      label: (
        <>
          <span className={styles.digits}>{caseName(hit)}</span> {foundName(hit.productName, sought, 'text')}
        </>
      ),
      detail: foundDetail(hit, sought, name, (field) => t(`common:field.${field}`)),
      aside: hit.by === 'number-unchecked' ? name : foundName(name, sought, 'name'),
      run: () => onOpenCase(hit.id),
    }
  })
}

function useRecent(onOpenCase: (caseId: string) => void): Entry[] {
  const recent = usePalette((palette) => palette.recent)
  const views = useQueries({
    queries: recent.map((caseId) => ({ queryKey: keys.case(caseId), queryFn: () => api.cases.get({ caseId }) })),
  })
  return views.flatMap(({ data }) =>
    data
      ? [
          {
            id: `recent:${data.serviceCase.id}`,
            label: `${caseName(data.serviceCase)}  ${data.serviceCase.productName}`,
            aside: data.customer?.name ?? data.serviceCase.contactName,
            run: () => onOpenCase(data.serviceCase.id),
          },
        ]
      : [],
  )
}
