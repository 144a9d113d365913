import { IconAlertCircle } from '@tabler/icons-react'
import styles from './ui.module.css'

type Props = {
  readonly id?: string
  /** `error` blocks and is red with a sign; `hint` is grey and never blocks. */
  readonly tone: 'error' | 'hint'
  readonly children: string
}

/** A line under a field: what is wrong with it, or what would be good to have. */
export function FieldNote({ id, tone, children }: Props) {
  return (
    <p id={id} className={tone === 'error' ? styles.fieldError : styles.fieldHint}>
      {tone === 'error' && <IconAlertCircle size={14} aria-hidden="true" />}
      {children}
    </p>
  )
}
