import { useTranslation } from 'react-i18next'
import { Link, useRoute } from 'wouter'
import { QueueName } from '#shared/domain/queue.ts'
import { paths } from '../../../app/paths.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Section } from '../../../ui/section.tsx'
import type { CardProps } from './card.ts'
import styles from './facts.module.css'

/** Other open cases of the same serial number or phone. */
export function RelatedCard({ view }: CardProps) {
  const { t } = useTranslation('case')
  const { caseName } = useFormat()
  const [, params] = useRoute('/q/:queue/*?')
  const queue = QueueName.safeParse(params?.queue).data ?? 'mine'
  if (view.related.length === 0) return null
  return (
    <Section title={t('card.related')}>
      <ul>
        {view.related.map((each) => (
          <li key={each.id}>
            <Link href={paths.case(queue, each.id)} className={styles['related']}>
              <span className={styles['strong']}>{caseName(each)}</span> · {each.productName} ·{' '}
              {t(`states:state.${each.state}`)}
              {each.serialNo !== null && each.serialNo === view.serviceCase.serialNo && (
                <span className={styles['lead']}> · {t('card.sameSerial')}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
