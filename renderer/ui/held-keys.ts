/** A field that does not come in this time does not come. */
const PATIENCE_MS = 2000

type Waiting = {
  /** Where the keys go until the field is there. */
  readonly from: Element | null
  readonly typed: KeyboardEvent[]
  readonly timer: ReturnType<typeof setTimeout>
}

let waiting: Waiting | null = null

type TextField = HTMLInputElement | HTMLTextAreaElement

/**
 * Call where something opens that gives the focus to a field. Some tens of milliseconds pass until the field is there, and fingers
 * that know their way do not wait: what is typed meanwhile is no command. It is kept, and goes into the field as it gets the focus.
 */
export function awaitField(): void {
  stopWaiting()
  waiting = { from: document.activeElement, typed: [], timer: setTimeout(stopWaiting, PATIENCE_MS) }
}

/** Listens for keys and for the focus; once in the window, before anything else hears of a key. */
export function holdKeys(target: Window = window): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (waiting === null || !(isTyped(event) || isAfterLeaving(event, waiting.typed))) return
    if (isTextField(event.target) && event.target !== waiting.from) return
    event.preventDefault()
    event.stopPropagation()
    waiting.typed.push(event)
  }
  const onFocus = ({ target: field }: FocusEvent) => {
    if (waiting === null || field === waiting.from) return
    const { typed } = waiting
    if (isTextField(field)) {
      stopWaiting()
      // After whoever gives the focus has also selected what is in the field.
      if (typed.length > 0) void typeInto(field, typed)
    } else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) stopWaiting()
  }
  target.addEventListener('keydown', onKey, { capture: true })
  target.addEventListener('focusin', onFocus)
  target.addEventListener('pointerdown', stopWaiting)
  target.addEventListener('blur', stopWaiting)
  return () => {
    target.removeEventListener('keydown', onKey, { capture: true })
    target.removeEventListener('focusin', onFocus)
    target.removeEventListener('pointerdown', stopWaiting)
    target.removeEventListener('blur', stopWaiting)
  }
}

function stopWaiting(): void {
  clearTimeout(waiting?.timer)
  waiting = null
}

const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead']

const isCombined = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')

/** Combined keys act wherever the person is; a lone modifier is nothing. */
const isTyped = (event: KeyboardEvent): boolean => !isCombined(event) && !MODIFIERS.includes(event.key)

/** A combined key is meant for what is there once a key before it has left the field. */
const isAfterLeaving = ({ key }: KeyboardEvent, typed: readonly KeyboardEvent[]): boolean =>
  !MODIFIERS.includes(key) && typed.some((before) => before.key === 'Escape' || before.key === 'Enter')

const TEXT_TYPES: readonly string[] = ['text', 'search', 'tel', 'url', 'password']

const isTextField = (target: unknown): target is TextField =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && TEXT_TYPES.includes(target.type))

/** Letters as text, Backspace as itself, and what else was pressed as a key of the field; each when the one before has been drawn. */
async function typeInto(field: TextField, typed: readonly KeyboardEvent[]): Promise<void> {
  for (const [i, event] of typed.entries()) {
    await Promise.resolve()
    if (isCombined(event)) (field.isConnected ? field : document.body).dispatchEvent(again(event))
    else if (event.key.length === 1) insert(field, event.key)
    else if (event.key === 'Enter' && field instanceof HTMLTextAreaElement) insert(field, '\n')
    else if (event.key === 'Backspace' && field.value !== '') eraseBack(field)
    else field.dispatchEvent(again(event))
    // It has opened something that is waited for in its turn.
    if (waiting !== null) return void waiting.typed.push(...typed.slice(i + 1))
  }
}

/** The same key: what listens may ask for its name or for its place on the keyboard. */
const again = ({ key, code, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, code, shiftKey, ctrlKey, metaKey, altKey, bubbles: true, cancelable: true })

function insert(field: TextField, text: string): void {
  field.setRangeText(text, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

function eraseBack(field: TextField): void {
  const end = field.selectionEnd ?? field.value.length
  const start = field.selectionStart === end ? Math.max(0, end - 1) : (field.selectionStart ?? end)
  field.setRangeText('', start, end, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
