import { useLayoutEffect } from 'react'
import { holdKeys } from '../ui/held-keys.ts'
import { type Action, currentActions, useShortcutTable } from './shortcuts.ts'

/** Between the two keys of `g m`. */
const SEQUENCE_MS = 1200

type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** The name of a stroke as the shortcut table writes it; null for a lone modifier. */
export function strokeName({ key, ctrlKey, metaKey, shiftKey, altKey }: Stroke): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead'].includes(key)) return null
  const name = key.toLowerCase()
  const isSign = key.length === 1 && name === key.toUpperCase()
  const parts = [ctrlKey || metaKey ? 'mod' : '', altKey ? 'alt' : '', shiftKey && !isSign ? 'shift' : '', name]
  return parts.filter((part) => part !== '').join('+')
}

/** A text field needs these itself. */
const TEXT_KEYS: readonly string[] = ['mod+z', 'mod+a', 'mod+c', 'mod+x', 'mod+v']

/** What is chosen or ticked outside of a form: no letter goes into it, nor into a field behind it. */
const CHOICE = ':not(form *):is([type="radio"], [type="checkbox"])'
const CHOICE_KEYS: readonly string[] = [' ', 'enter', 'arrowup', 'arrowdown', 'arrowleft', 'arrowright']
const SCROLL_KEYS: readonly string[] = [' ', 'home', 'end', 'pageup', 'pagedown']

/** In a text field only combined keys act; a menu or dialog keeps its keys to itself. */
export function isFree(target: Pick<Element, 'closest'> | null, stroke: string): boolean {
  const isChoice = (target?.closest(CHOICE) ?? null) !== null
  if (isChoice && CHOICE_KEYS.includes(stroke)) return false
  if (!isChoice && target?.closest('input, textarea, select, [contenteditable="true"]'))
    return stroke.startsWith('mod+') && !TEXT_KEYS.includes(stroke)
  if (target?.closest('[role="dialog"], [role="menu"]')) return false
  // What can be scrolled by keys is.
  if (SCROLL_KEYS.includes(stroke) && target?.closest('[tabindex="0"]:not([role="listbox"])')) return false
  const own = stroke === 'enter' || stroke === 'space' || stroke === ' '
  return !(own && target?.closest('button, a, summary, [role="button"], [role="tab"]'))
}

/** The newest registration that answers to this stroke, alone or after `before`. */
export function actionFor(actions: readonly Action[], before: string | null, stroke: string): Action | undefined {
  const answering = (keys: string) => actions.findLast((action) => !action.disabled && action.keys?.includes(keys))
  return (before === null ? undefined : answering(`${before} ${stroke}`)) ?? answering(stroke)
}

/** What begins with this stroke and waits for another. */
const beginningWith = (actions: readonly Action[], stroke: string): Action[] =>
  actions.filter((action) => action.keys?.some((keys) => keys.startsWith(`${stroke} `)))

/** What a stroke by itself commands now. */
function commandOf(event: KeyboardEvent): Action | undefined {
  const stroke = strokeName(event)
  return stroke === null
    ? undefined
    : actionFor(currentActions(useShortcutTable.getState().registrations), null, stroke)
}

/** Listens for the keys of every registered action, from before the first picture; once in the window. */
export function useKeyHandler(): void {
  useLayoutEffect(() => {
    let before: { readonly stroke: string; readonly at: number } | null = null
    const onKey = (event: KeyboardEvent) => {
      const stroke = strokeName(event)
      if (stroke === null || event.defaultPrevented || event.isComposing) return
      if (!isFree(event.target instanceof Element ? event.target : null, stroke)) return
      const actions = currentActions(useShortcutTable.getState().registrations)
      const recent = before && event.timeStamp - before.at < SEQUENCE_MS ? before.stroke : null
      const action = actionFor(actions, recent, stroke)
      const begun = action === undefined ? beginningWith(actions, stroke) : []
      before = begun.length > 0 ? { stroke, at: event.timeStamp } : null
      for (const { ahead } of begun) ahead?.()
      if (!action) return
      event.preventDefault()
      action.run()
    }
    const stopHolding = holdKeys((event) => commandOf(event) !== undefined)
    window.addEventListener('keydown', onKey)
    return () => {
      stopHolding()
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}
