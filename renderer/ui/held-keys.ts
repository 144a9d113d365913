/** A field that does not come in this time does not come. */
const PATIENCE_MS = 2000

type Waiting = {
  /** Where the keys go until the field is there. */
  readonly from: Element | null
  /** In their order; played one by one once the field is there, and what comes meanwhile behind them. */
  readonly typed: KeyboardEvent[]
  readonly timer: ReturnType<typeof setTimeout>
  isPlaying: boolean
}

let waiting: Waiting | null = null

type TextField = HTMLInputElement | HTMLTextAreaElement

/**
 * Call where something opens that gives the focus to a field. Some tens of milliseconds pass until the field is there, and fingers
 * that know their way do not wait: what is typed meanwhile is no command. It is kept, and goes into the field as it gets the focus.
 */
export function awaitField(): void {
  // Where a key that was kept has opened something, those behind it are meant for that.
  const typed = waiting?.isPlaying ? waiting.typed : []
  stopWaiting()
  waiting = { from: document.activeElement, typed, timer: setTimeout(stopWaiting, PATIENCE_MS), isPlaying: false }
}

/**
 * Listens for keys and for the focus; once in the window, before anything else hears of a key.
 * @param isCommand whether a combined key commands something: it then comes after what was typed before it
 */
export function holdKeys(isCommand: (event: KeyboardEvent) => boolean, target: Window = window): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (waiting === null || !event.isTrusted || MODIFIERS.includes(event.key)) return
    const { typed, from, isPlaying } = waiting
    const isBehind = typed.length > 0 && (event.key === 'Enter' || isCommand(event))
    if (isCombined(event) && !isBehind) return
    if (!isPlaying && isTextField(event.target) && event.target !== from) return
    event.preventDefault()
    event.stopPropagation()
    typed.push(event)
  }
  const onFocus = ({ target: field }: FocusEvent) => {
    if (waiting === null || waiting.isPlaying || field === waiting.from) return
    if (isTextField(field) && waiting.typed.length > 0) {
      clearTimeout(waiting.timer)
      waiting.isPlaying = true
      void play(waiting, field)
    } else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement || isTextField(field))
      stopWaiting()
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

/** It acts wherever the person is. */
const isCombined = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')

const TEXT_TYPES: readonly string[] = ['text', 'search', 'tel', 'url', 'password']

const isTextField = (target: unknown): target is TextField =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && TEXT_TYPES.includes(target.type))

/** Plays what was typed, each key when what the one before it did has been drawn, until there is no more or something else is waited for. */
async function play(from: Waiting, field: TextField): Promise<void> {
  // After whoever gives the focus has also selected what is in the field.
  await Promise.resolve()
  for (let event = from.typed.shift(); event !== undefined; event = from.typed.shift()) {
    press(event, field)
    // What is left by these goes in a task of its own, and so does what they choose.
    if (event.key === 'Enter' || event.key === 'Escape') await new Promise((resolve) => setTimeout(resolve))
    else await Promise.resolve()
    if (waiting !== from) return
  }
  stopWaiting()
}

/** A letter as text, Backspace as itself, and what else was pressed as a key; in the field, or where the focus is once it has been left. */
function press(event: KeyboardEvent, field: TextField): void {
  const active = document.activeElement ?? document.body
  const at = active !== field && isTextField(active) ? active : field
  if (active !== at || isCombined(event)) active.dispatchEvent(again(event))
  else if (event.key.length === 1) insert(at, event.key)
  else if (event.key === 'Enter' && at instanceof HTMLTextAreaElement) insert(at, '\n')
  else if (event.key === 'Backspace' && at.value !== '') eraseBack(at)
  else at.dispatchEvent(again(event))
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
