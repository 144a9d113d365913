import { useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'

/**
 * Every action of the window stands in one table: what it is called, its key, what it does. The key handler, the command
 * palette and the help on `?` all read it; a screen registers its own while it is open.
 */
export type ActionGroup = 'app' | 'go' | 'list' | 'case'

export type Action = {
  /** Unique while it is shown; a later registration of the same id stands in front. */
  readonly id: string
  /** Words in the person's language. */
  readonly label: string
  /** `n`, `shift+?`, `mod+k` (Ctrl, or Cmd on a Mac), `g m` (one after the other), `arrowdown`, `enter`, `escape`. */
  readonly keys?: readonly string[]
  readonly group: ActionGroup
  readonly run: () => void
  /** Called when the first of two keys has come: what `run` will need can be fetched meanwhile. */
  readonly ahead?: () => void
  /** Left out of the palette: moves that make sense only by key. */
  readonly keyOnly?: boolean
  readonly disabled?: boolean
}

type Registration = { readonly token: object; readonly actions: readonly Action[] }

export const useShortcutTable = create<{ readonly registrations: readonly Registration[] }>(() => ({
  registrations: [],
}))

/** The table as it stands: the newest registration of an id wins. */
export function currentActions(registrations: readonly Registration[]): Action[] {
  const byId = new Map<string, Action>()
  for (const { actions } of registrations) for (const action of actions) byId.set(action.id, action)
  return [...byId.values()]
}

/**
 * Registers actions while the component is mounted, before it is painted: what can be seen answers to its keys. `run` may change with
 * each render; the rest decides when to register anew.
 */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  const shape = actions
    .map((a) => [a.id, a.label, a.keys?.join('|'), a.group, a.keyOnly, a.disabled].join('\t'))
    .join('\n')
  useLayoutEffect(() => {
    const token = {}
    const stable = latest.current.map(
      (action, i): Action => ({
        ...action,
        run: () => latest.current[i]?.run(),
        ahead: () => latest.current[i]?.ahead?.(),
      }),
    )
    useShortcutTable.setState(({ registrations }) => ({
      registrations: [...registrations, { token, actions: stable }],
    }))
    return () =>
      useShortcutTable.setState(({ registrations }) => ({
        registrations: registrations.filter((registration) => registration.token !== token),
      }))
  }, [shape])
}
