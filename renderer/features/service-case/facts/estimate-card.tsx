import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Section } from '../../../ui/section.tsx'
import { StatusDot, type Tone } from '../../../ui/status-dot.tsx'
import type { CardProps } from './card.ts'
import styles from './facts.module.css'

const TONE: Readonly<Record<'sent' | 'accepted' | 'declined', Tone>> = {
  sent: 'warning',
  accepted: 'good',
  declined: 'neutral',
}

/** The price estimate and what the customer answered. @rule SHOP-2 */
export function EstimateCard({ view, onStart }: CardProps) {
  const { t } = useTranslation('case')
  const { money, moment } = useFormat()
  const { estimate } = view
  if (estimate === null) return null
  return (
    <Section title={t('card.estimate')}>
      <div className={styles['stack']}>
        <p>
          <span className={styles['strong']}>{money(estimate.amount)}</span> · <StatusDot tone={TONE[estimate.state]} />{' '}
          {t(`states:estimate.${estimate.state}`)}
          {estimate.answeredAt && ` ${moment(estimate.answeredAt)}`}
        </p>
        {estimate.text && <p style={{ whiteSpace: 'pre-wrap' }}>{estimate.text}</p>}
        <p className={styles['lead']}>
          {t('card.sentBy', {
            via: t(`states:via.${estimate.sentBy}`),
            who: estimate.actorName,
            when: moment(estimate.sentAt),
          })}
        </p>
        {view.serviceCase.state === 'awaiting-customer' && estimate.state === 'sent' && (
          <div className={styles['row']}>
            {(['estimate.accept', 'estimate.decline'] as const).map((command) => (
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
