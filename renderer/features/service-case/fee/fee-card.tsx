import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CommandName } from '#shared/domain/commands.ts'
import { lacking } from '../../../case-parts/actions/offered.ts'
import { useMe } from '../../../case-parts/case.queries.ts'
import { feeReason } from '../../../case-parts/words/timeline-words.ts'
import { useSay } from '../../../case-parts/words/use-say.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { RuleLink } from '../../../ui/reason-line.tsx'
import { Section } from '../../../ui/section.tsx'
import type { CardProps } from '../facts/card.ts'
import styles from '../facts/facts.module.css'
import { feeStanding } from './fee-situation.ts'

type Props = CardProps & { readonly commands: readonly CommandName[] }

/** The diagnosis fee: what is owed, the one sentence that applies, and every entry with why, who and when. @rule FEE-1 @rule FEE-2 @rule FEE-3 */
export function FeeCard({ view, commands, onStart }: Props) {
  const { t } = useTranslation('case')
  const say = useSay()
  const me = useMe()
  const { money, moment } = useFormat()
  const { serviceCase, fees, estimate, decision } = view
  const { situation, rule, balance } = feeStanding({
    fees,
    estimate: estimate?.state ?? null,
    outcome: decision?.outcome ?? null,
    state: serviceCase.state,
    endReason: serviceCase.endReason,
  })
  const owed = balance?.owed ?? 0
  const allowed = commands.filter((command) => lacking(command, me.permissions) === null)
  return (
    <Section title={t('fee.title')} testId="fee-card">
      <div className={styles['stack']}>
        {fees.length > 0 && balance && (
          <p>
            <span className={styles['amount']}>{money(Math.abs(owed))}</span>{' '}
            <span className={styles['lead']}>
              {t(owed < 0 ? 'fee.refundAmount' : 'fee.balance')}
              {balance.invoiced > 0 && owed > 0 && `, ${t('fee.ofWhichInvoiced', { amount: money(balance.invoiced) })}`}
            </span>
          </p>
        )}
        <p>
          {t(`fee.${situation}`)} <RuleLink rule={rule} />
        </p>
        {fees.length > 0 && (
          <ul className={styles['entries']} aria-label={t('fee.entries')}>
            {[...fees]
              .sort((a, b) => a.seq - b.seq)
              .map((entry) => (
                <li key={entry.id}>
                  <span>{t(`states:fee.${entry.kind}`)}</span>
                  <span>{money(entry.amount)}</span>
                  <small>
                    {feeReason(entry.reason, say)} · {entry.actorName} · {moment(entry.actAt)}
                  </small>
                </li>
              ))}
          </ul>
        )}
        {allowed.length > 0 && (
          <div className={styles['row']}>
            {allowed.map((command) => (
              <Button key={command} size="compact-xs" variant="default" onClick={() => onStart(command)}>
                {t(`commands:${command}.do`)}
              </Button>
            ))}
          </div>
        )}
      </div>
    </Section>
  )
}
