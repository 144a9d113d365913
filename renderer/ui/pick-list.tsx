import { IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import styles from './pick-list.module.css'

export type PickOption = {
  readonly id: string
  readonly label: string
  /** At the other end of the line: how many, or where it leads. */
  readonly aside?: ReactNode
  /** Undefined where picking is going on to something, not choosing. */
  readonly checked?: boolean
  readonly disabled?: boolean
}

type Props = {
  readonly label: string
  readonly placeholder: string
  readonly options: readonly PickOption[]
  readonly text: string
  readonly onText: (text: string) => void
  readonly onPick: (id: string) => void
  /** Escape, and Backspace where nothing is typed. */
  readonly onBack: () => void
  /** In place of the options while there are none. */
  readonly empty: ReactNode
  /** Below the options. */
  readonly foot?: ReactNode
  /** False where the list stands in a page and is not opened by somebody. */
  readonly focus?: boolean
}

/** A field that narrows a list below it, and the list: arrows move, Enter picks, Escape goes back. The focus stays in the field. */
export function PickList(props: Props) {
  const { label, placeholder, options, text, onText, onPick, onBack, empty, foot, focus = true } = props
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState(0)
  const at = Math.min(wanted, options.length - 1)
  const optionId = (index: number) => `${id}-${String(index)}`
  const multi = options.some(({ checked }) => checked !== undefined)
  useEffect(() => {
    if (focus) field.current?.focus()
  }, [focus])
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const onKey = (event: KeyboardEvent) => {
    const act = keyAct(event.key, { at, count: options.length, typed: text !== '' })
    if (act === null) return
    event.preventDefault()
    event.stopPropagation()
    if (act === 'back') return onBack()
    if (act !== 'pick') return setWanted(act)
    const option = options[at]
    if (option && !option.disabled) onPick(option.id)
  }
  return (
    <div className={styles.pick}>
      <input
        ref={field}
        className={styles.field}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? optionId(at) : undefined}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          setWanted(0)
          onText(event.currentTarget.value)
        }}
        onKeyDown={onKey}
      />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- options with counts and marks */}
      <div ref={list} id={id} className={styles.options} role="listbox" aria-label={label} aria-multiselectable={multi}>
        {options.map((option, index) => (
          <div
            key={option.id}
            id={optionId(index)}
            className={styles.option}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
            role="option"
            tabIndex={-1}
            aria-selected={option.checked ?? index === at}
            aria-disabled={option.disabled}
            data-active={index === at || undefined}
            onPointerMove={() => setWanted(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => !option.disabled && onPick(option.id)}
            onKeyDown={onKey}
          >
            {option.checked !== undefined && (
              <span className={styles.box} data-checked={option.checked || undefined} aria-hidden="true">
                {option.checked && <IconCheck size={11} stroke={3} />}
              </span>
            )}
            <span className="sk-truncate" title={option.label}>
              {option.label}
            </span>
            {option.aside !== undefined && <span className={styles.aside}>{option.aside}</span>}
          </div>
        ))}
      </div>
      {options.length === 0 && <div className={styles.empty}>{empty}</div>}
      {foot && <div className={styles.foot}>{foot}</div>}
    </div>
  )
}

type Place = { readonly at: number; readonly count: number; readonly typed: boolean }

/** What a key does in the field: another place in the list, `pick` or `back`; null leaves it to the field. */
function keyAct(key: string, { at, count, typed }: Place): number | 'pick' | 'back' | null {
  if (key === 'ArrowDown') return count === 0 ? 0 : (at + 1) % count
  if (key === 'ArrowUp') return count === 0 ? 0 : (at + count - 1) % count
  if (key === 'PageDown') return Math.min(count - 1, at + 8)
  if (key === 'PageUp') return Math.max(0, at - 8)
  if (key === 'Enter') return 'pick'
  if (key === 'Escape' || (key === 'Backspace' && !typed)) return 'back'
  return null
}
