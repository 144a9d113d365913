import { useTranslation } from 'react-i18next'
import { useActions } from '../../app/shortcuts.ts'

type Options = {
  readonly ids: readonly string[]
  readonly activeId: string | undefined
  readonly setActive: (caseId: string) => void
  readonly open: (caseId: string) => void
  /** Back to the list alone; undefined when no case is open. */
  readonly close: (() => void) | undefined
}

/** The id a step away; the first or last row where the step would leave the list. */
export function idAfterStep(ids: readonly string[], activeId: string | undefined, by: number): string | undefined {
  const at = activeId === undefined ? -1 : ids.indexOf(activeId)
  if (at < 0) return by > 0 ? ids[0] : ids.at(-1)
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))]
}

/** Moves through a list by keys: J/K or arrows, Enter opens, Esc goes back. While a case is open, moving opens the next. */
export function useListKeys({ ids, activeId, setActive, open, close }: Options): void {
  const { t } = useTranslation('queue')
  const step = (by: number) => () => {
    const next = idAfterStep(ids, activeId, by)
    if (next === undefined) return
    setActive(next)
    if (close) open(next)
  }
  const by = { group: 'list', keyOnly: true } as const
  useActions([
    { ...by, id: 'list.next', label: t('next'), keys: ['j', 'arrowdown'], run: step(1) },
    { ...by, id: 'list.previous', label: t('previous'), keys: ['k', 'arrowup'], run: step(-1) },
    { ...by, id: 'list.page-down', label: t('next-page'), keys: ['pagedown'], run: step(15) },
    { ...by, id: 'list.page-up', label: t('previous-page'), keys: ['pageup'], run: step(-15) },
    { ...by, id: 'list.first', label: t('first'), keys: ['home'], run: step(-Infinity) },
    {
      ...by,
      id: 'list.open',
      label: t('open'),
      keys: ['enter'],
      disabled: activeId === undefined,
      run: () => activeId !== undefined && open(activeId),
    },
    { ...by, id: 'list.close', label: t('close'), keys: ['escape'], disabled: !close, run: () => close?.() },
  ])
}
