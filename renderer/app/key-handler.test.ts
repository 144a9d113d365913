import { expect, test } from 'vitest'
import { actionFor, isFree, strokeName } from './key-handler.ts'
import type { Action } from './shortcuts.ts'

const stroke = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
  strokeName({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held })

test.each([
  ['j', stroke('j'), 'j'],
  ['capitals need shift', stroke('J', { shiftKey: true }), 'shift+j'],
  ['Ctrl and Cmd are one', stroke('k', { metaKey: true }), 'mod+k'],
  ['a sign is itself, however it is typed', stroke('?', { shiftKey: true }), '?'],
  ['a slash on shift 7', stroke('/', { shiftKey: true }), '/'],
  ['a lone modifier is none', stroke('Shift', { shiftKey: true }), null],
])('the stroke: %s', (_, name, expected) => {
  expect(name).toBe(expected)
})

const inside = (...roles: string[]) => ({
  closest: (selector: string) => (roles.some((role) => selector.includes(role)) ? ({} as Element) : null),
})

test('in a text field only combined keys act, and text keeps its own undo', () => {
  expect(isFree(inside('input'), 'n')).toBe(false)
  expect(isFree(inside('input'), 'mod+k')).toBe(true)
  expect(isFree(inside('input'), 'mod+z')).toBe(false)
})

test('a text field keeps the keys of its text, and what scrolls keeps Space', () => {
  expect(isFree(inside('input'), 'mod+a')).toBe(false)
  expect(isFree(inside('tabindex'), ' ')).toBe(false)
  expect(isFree(inside('listbox-alone'), ' ')).toBe(true)
})

test('where something is chosen or ticked the keys of that stay there, and letters act as elsewhere', () => {
  for (const kind of ['radio', 'checkbox']) {
    expect(isFree(inside(kind), 'n')).toBe(true)
    expect(isFree(inside(kind), 'arrowdown')).toBe(false)
    expect(isFree(inside(kind), ' ')).toBe(false)
    expect(isFree(inside(kind, 'dialog'), 'n')).toBe(false)
  }
})

test('Enter on a button presses the button', () => {
  expect(isFree(inside('button'), 'enter')).toBe(false)
  expect(isFree(inside('button'), 'j')).toBe(true)
})

const action = (id: string, keys: string, more: Partial<Action> = {}): Action => ({
  id,
  label: id,
  group: 'app',
  keys: [keys],
  run: () => {},
  ...more,
})

test('a sequence goes before a single key, the newest registration before an older', () => {
  const actions = [action('mine', 'g m'), action('note', 'm'), action('note of the case', 'm')]
  expect(actionFor(actions, 'g', 'm')?.id).toBe('mine')
  expect(actionFor(actions, null, 'm')?.id).toBe('note of the case')
})

test('a disabled action leaves its key to another', () => {
  expect(actionFor([action('a', 'a'), action('b', 'a', { disabled: true })], null, 'a')?.id).toBe('a')
})
