import { Fragment, type ReactNode } from 'react'
import styles from './ui.module.css'

export type Fact = {
  readonly label: string
  /** Null and empty are left out, so that callers list every fact there may be. */
  readonly value: ReactNode
  readonly key?: string
}

/** Labels and values in two columns; long values wrap, they are never cut. */
export function DefinitionList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(({ key, label, value }) => (
          <Fragment key={key ?? label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  )
}
