import { type ReactNode, useId } from 'react'
import styles from './labelled-field.module.css'

/** What a control takes over from its field: give all of it to the one element that a person types in. */
export type ControlProps = {
  readonly id: string
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
  readonly 'aria-describedby': string | undefined
}

/** The same for a bare Mantine `Input`, which drops an id and descriptions that it has not made itself. */
export const forInput = (control: ControlProps) => ({
  withAria: false,
  error: control['aria-invalid'],
  attributes: { input: control },
})

type Props = {
  readonly label: string
  /** Grey words at the end of the label's line: that a value is wanted, or what was understood of it. */
  readonly note?: ReactNode
  readonly error?: string | null | undefined
  /** Something looks wrong and stops nothing. */
  readonly warning?: string | null | undefined
  readonly required?: boolean
  readonly span?: number
  readonly children: (control: ControlProps) => ReactNode
}

/**
 * A label above, its control, and one line below that is there from the start, so that a message moves nothing. The label holds the
 * label's words alone; everything else describes the control.
 */
export function LabelledField({ label, note, error, warning, required, span, children }: Props) {
  const id = useId()
  const message = error ?? warning
  const described = [note ? `${id}-note` : '', message ? `${id}-message` : ''].filter(Boolean).join(' ')
  return (
    <div className={styles.field} data-span={span} data-invalid={error ? true : undefined}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {note && (
          <span id={`${id}-note`} className={styles.note}>
            {note}
          </span>
        )}
      </div>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-required': required ? true : undefined,
        'aria-describedby': described || undefined,
      })}
      <p id={`${id}-message`} className={styles.message} data-kind={error ? 'error' : 'warning'} aria-live="polite">
        {message}
      </p>
    </div>
  )
}
