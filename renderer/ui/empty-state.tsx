import type { ReactNode } from 'react'
import styles from './ui.module.css'

type Props = {
  readonly icon?: ReactNode
  readonly title: string
  readonly text?: string | undefined
  /** The one thing to do from here. */
  readonly action?: ReactNode
}

/** Nothing to show, and why that is so. */
export function EmptyState({ icon, title, text, action }: Props) {
  return (
    <div className={styles.empty}>
      {icon && (
        <span className={styles.emptyIcon} aria-hidden="true">
          {icon}
        </span>
      )}
      <p className={styles.emptyTitle}>{title}</p>
      {text && <p className={styles.emptyText}>{text}</p>}
      {action}
    </div>
  )
}
