import { type ReactNode, useId } from 'react'
import styles from './ui.module.css'

type Props = {
  readonly title: string
  /** Beside the title, at the end of the line. */
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly testId?: string
}

/** A group of facts under a small title on a hairline: a card without a box. */
export function Section({ title, aside, children, testId }: Props) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id} data-testid={testId}>
      <header className={styles.sectionHead}>
        <h3 id={id} className={styles.sectionTitle}>
          {title}
        </h3>
        {aside}
      </header>
      {children}
    </section>
  )
}
