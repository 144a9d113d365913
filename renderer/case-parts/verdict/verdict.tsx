import type { ReactNode } from 'react'
import { useSay } from '../words/use-say.ts'
import { showValue } from '../words/say.ts'
import styles from './verdict.module.css'

type Props = {
  readonly outcome: 'covered' | 'not-covered' | 'undecided'
  readonly programme: 'standard' | 'extended' | null
  readonly coveredUntil: string | null
  readonly remedy: 'repair' | 'swap' | null
  readonly diagnosisFee: number
  readonly children?: ReactNode
}

const SHAPE = { covered: '●', 'not-covered': '■', undecided: '◇' } as const

/** A warranty verdict at a glance: outcome with its shape, and what follows from it. The reasons go below as children. */
export function Verdict({ outcome, programme, coveredUntil, remedy, diagnosisFee, children }: Props) {
  const say = useSay()
  const day = coveredUntil === null ? null : showValue({ kind: 'date', value: coveredUntil }, say)
  const follows = [
    programme && say.t(`states:programme.${programme}`),
    remedy && say.t(`states:remedy.${remedy}`),
    day && say.t(outcome === 'covered' ? 'verdict.until' : 'verdict.ended', { day }),
    diagnosisFee > 0 && say.t('verdict.fee', { amount: showValue({ kind: 'money', value: diagnosisFee }, say) }),
  ].filter(Boolean)
  return (
    <div className={styles['verdict']} data-outcome={outcome}>
      <p className={styles['outcome']}>
        <span aria-hidden className={styles['shape']}>
          {SHAPE[outcome]}
        </span>
        {say.t(`states:outcome.${outcome}`)}
      </p>
      {follows.length > 0 && <p className={styles['follows']}>{follows.join(' · ')}</p>}
      {children}
    </div>
  )
}
