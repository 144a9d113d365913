import type { ReactNode } from 'react'
import styles from './facts.module.css'

/** Values beside their labels; holds facts that can be corrected beside facts that cannot. */
export const FactList = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles['list']}>{children}</dl>
)

/** One fact that is only read; left out when there is none. */
export function FixedFact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null
  return (
    <div className={styles['fact']}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
