import { useTranslation } from '../../i18n/use-translation.ts'
import { useActions } from '../../app/shortcuts.ts'
import { isGroupId } from './lines.ts'

type Options = {
  /** The lines in their order: cases, and headings of groups. */
  readonly ids: readonly string[]
  readonly activeId: string | undefined
  readonly setActive: (id: string) => void
  readonly open: (id: string) => void
  /** Back to the list alone; undefined when no case is open. */
  readonly close: (() => void) | undefined
  /** Picking several; undefined where a list has none. */
  readonly pick?: {
    readonly some: boolean
    readonly toggle: (id: string) => void
    readonly rangeTo: (from: string | undefined, to: string) => void
    readonly all: () => void
    readonly none: () => void
  }
  readonly openTab?: (id: string) => void
}

/** The id a step away; the first or last row where the step would leave the list. */
export function idAfterStep(ids: readonly string[], activeId: string | undefined, by: number): string | undefined {
  const at = activeId === undefined ? -1 : ids.indexOf(activeId)
  if (at < 0) return by === Infinity || (by < 0 && by !== -Infinity) ? ids.at(-1) : ids[0]
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))]
}

/**
 * Moves through a list by keys: J/K or arrows, Enter opens, Esc goes back. While a case is open, moving opens the next. With
 * Shift the arrows pick a range, X or Space picks one, Ctrl/Cmd+A all.
 */
export function useListKeys({ ids, activeId, setActive, open, close, pick, openTab }: Options): void {
  const { t } = useTranslation('queue')
  const step = (by: number) => () => {
    const next = idAfterStep(ids, activeId, by)
    if (next === undefined) return
    setActive(next)
    focusList()
    if (close && !isGroupId(next)) open(next)
  }
  const extend = (by: number) => () => {
    const cases = ids.filter((id) => !isGroupId(id))
    const next = idAfterStep(cases, activeId, by)
    if (next === undefined || !pick) return
    pick.rangeTo(activeId, next)
    setActive(next)
    focusList()
  }
  const by = { group: 'list', keyOnly: true } as const
  const onCase = activeId !== undefined && !isGroupId(activeId)
  const leave = pick?.some ? pick.none : close
  useActions([
    { ...by, id: 'list.next', label: t('next'), keys: ['j', 'arrowdown'], run: step(1) },
    { ...by, id: 'list.previous', label: t('previous'), keys: ['k', 'arrowup'], run: step(-1) },
    { ...by, id: 'list.page-down', label: t('next-page'), keys: ['pagedown'], run: step(15) },
    { ...by, id: 'list.page-up', label: t('previous-page'), keys: ['pageup'], run: step(-15) },
    { ...by, id: 'list.first', label: t('first'), keys: ['home'], run: step(-Infinity) },
    { ...by, id: 'list.last', label: t('last'), keys: ['end'], run: step(Infinity) },
    {
      ...by,
      id: 'list.open',
      label: t('open'),
      keys: ['enter'],
      disabled: activeId === undefined,
      run: () => activeId !== undefined && open(activeId),
    },
    {
      ...by,
      id: 'list.close',
      label: t('close'),
      keys: ['escape'],
      disabled: !leave,
      run: () => {
        leave?.()
        backToList()
      },
    },
    ...(openTab
      ? [
          {
            ...by,
            id: 'list.open-tab',
            label: t('open-tab'),
            keys: ['t'],
            disabled: !onCase,
            run: () => onCase && openTab(activeId),
          },
        ]
      : []),
    ...(pick
      ? [
          {
            ...by,
            id: 'list.pick',
            label: t('pick.one'),
            keys: ['x', ' '],
            disabled: !onCase,
            run: () => onCase && pick.toggle(activeId),
          },
          { ...by, id: 'list.pick-down', label: t('pick.down'), keys: ['shift+arrowdown', 'shift+j'], run: extend(1) },
          { ...by, id: 'list.pick-up', label: t('pick.up'), keys: ['shift+arrowup', 'shift+k'], run: extend(-1) },
          { ...by, id: 'list.pick-all', label: t('pick.all'), keys: ['mod+a'], run: pick.all },
        ]
      : []),
  ])
}

/** The keys go to the list from now on, not to the link or button that was pressed last, and a screen reader follows. */
export const focusList = (): void =>
  document.querySelector<HTMLElement>('main [role="listbox"]')?.focus({ preventScroll: true })

/**
 * The keys go to the list that a case gave way to, as soon as it is seen: in a narrow window the case had its place. Whoever has gone to a
 * field meanwhile stays there.
 */
export const backToList = (): void =>
  void requestAnimationFrame(() => {
    if (document.activeElement === document.body) focusList()
  })
