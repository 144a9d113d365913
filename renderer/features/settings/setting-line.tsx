import { type ReactNode, useId } from 'react'
import styles from './settings.module.css'

type Props = {
  readonly label: string
  readonly hint?: string
  /** The control, named by the label's id. */
  readonly children: (labelId: string) => ReactNode
}

/** One choice: what it is on the left, the control on the right. */
export function SettingLine({ label, hint, children }: Props) {
  const id = useId()
  return (
    <div className={styles.line}>
      <div>
        <p id={id}>{label}</p>
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
      {children(id)}
    </div>
  )
}
