import type { ReactNode } from 'react'
import styles from './pane.module.css'

type Props = {
  readonly title: string
  /** How many, or what else belongs right behind the title. */
  readonly count?: ReactNode
  /** At the other end of the head. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A column of the window with its head; what is inside may scroll. */
export function Pane({ title, count, aside, children }: Props) {
  return (
    <section className={styles.pane} aria-label={title}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        <span className={styles.count}>{count}</span>
        {aside}
      </header>
      {children}
    </section>
  )
}
