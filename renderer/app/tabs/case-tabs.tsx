import { UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { caseQuery } from '../../case-parts/case.queries.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useActions } from '../shortcuts.ts'
import styles from './case-tabs.module.css'
import { tabBeside } from './tabs.ts'
import { useTabs } from './use-tabs.ts'

type Props = {
  /** The case that is shown; it need not have a tab. */
  readonly caseId: string | undefined
  readonly onOpen: (caseId: string) => void
  readonly onClose: () => void
}

/** Cases kept open side by side above the one that is shown; nothing while there are none. */
export function CaseTabs({ caseId, onOpen, onClose }: Props) {
  const { t } = useTranslation('shell')
  const tabs = useTabs()
  const close = (id: string) => {
    tabs.remove(id)
    if (id !== caseId) return
    const next = tabs.after(id)
    if (next === undefined) onClose()
    else onOpen(next)
  }
  const step = (by: 1 | -1) => () => {
    const next = tabBeside(tabs.ids, caseId, by)
    if (next !== undefined) onOpen(next)
  }
  const none = tabs.ids.length === 0
  useActions([
    {
      id: 'tabs.keep',
      label: t('tabs.keep'),
      group: 'case',
      keys: ['t'],
      disabled: caseId === undefined || tabs.has(caseId),
      run: () => caseId !== undefined && tabs.add(caseId),
    },
    { id: 'tabs.next', label: t('tabs.next'), group: 'case', keys: ['mod+tab'], disabled: none, run: step(1) },
    {
      id: 'tabs.previous',
      label: t('tabs.previous'),
      group: 'case',
      keys: ['mod+shift+tab'],
      disabled: none,
      run: step(-1),
    },
    {
      id: 'tabs.close',
      label: t('tabs.close'),
      group: 'case',
      keys: ['mod+w'],
      disabled: caseId === undefined,
      run: () => (caseId === undefined ? undefined : tabs.has(caseId) ? close(caseId) : onClose()),
    },
  ])
  if (none) return null
  return (
    <div className={styles.bar}>
      <TabLine ids={tabs.ids} caseId={caseId} onOpen={onOpen} onClose={close} />
    </div>
  )
}

type LineProps = {
  readonly ids: readonly string[]
  readonly caseId: string | undefined
  readonly onOpen: (caseId: string) => void
  readonly onClose: (caseId: string) => void
}

function TabLine({ ids, caseId, onOpen, onClose }: LineProps) {
  const { t } = useTranslation('shell')
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    line.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [caseId, ids])
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
    if (event.key === 'Delete' && caseId !== undefined && ids.includes(caseId)) return onClose(caseId)
    if (by === null) return
    event.preventDefault()
    event.stopPropagation()
    const next = tabBeside(ids, caseId, by)
    if (next === undefined) return
    onOpen(next)
    line.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus()
  }
  const focusable = caseId !== undefined && ids.includes(caseId) ? caseId : ids[0]
  return (
    <div ref={line} className={styles.line} role="tablist" tabIndex={-1} aria-label={t('tabs.label')} onKeyDown={onKey}>
      {ids.map((id) => (
        <CaseTab
          key={id}
          id={id}
          shown={id === caseId}
          focusable={id === focusable}
          onOpen={() => onOpen(id)}
          onClose={() => onClose(id)}
        />
      ))}
    </div>
  )
}

type TabProps = {
  readonly id: string
  readonly shown: boolean
  readonly focusable: boolean
  readonly onOpen: () => void
  readonly onClose: () => void
}

function CaseTab({ id, shown, focusable, onOpen, onClose }: TabProps) {
  const { t } = useTranslation('shell')
  const { caseName } = useFormat()
  const view = useQuery(caseQuery(id)).data
  const name = view ? caseName(view.serviceCase) : '…'
  const title = view?.serviceCase.productName ?? ''
  return (
    <span className={styles.tab} role="presentation" data-shown={shown || undefined}>
      <UnstyledButton
        className={styles.name}
        role="tab"
        data-tab={id}
        aria-selected={shown}
        aria-keyshortcuts="Delete"
        tabIndex={focusable ? 0 : -1}
        title={`${name} ${title}`}
        onClick={onOpen}
        onAuxClick={(event) => event.button === 1 && onClose()}
      >
        <span className={styles.number}>{name}</span> <span className={styles.title}>{title}</span>
      </UnstyledButton>
      {/* For the pointer; by keys it is Delete or Ctrl/Cmd+W. A tab list holds nothing but tabs. */}
      <span className={styles.close} aria-hidden="true" title={t('tabs.close-one', { name })} onClick={onClose}>
        <IconX size={12} />
      </span>
    </span>
  )
}
