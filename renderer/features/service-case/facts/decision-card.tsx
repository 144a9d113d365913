import { useTranslation } from 'react-i18next'
import { Verdict } from '../../../case-parts/verdict/verdict.tsx'
import { showValue } from '../../../case-parts/words/say.ts'
import { useSay } from '../../../case-parts/words/use-say.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { ReasonList } from '../../../ui/reason-line.tsx'
import { Section } from '../../../ui/section.tsx'
import type { CardProps } from './card.ts'
import styles from './facts.module.css'

/** The warranty decision with its reasons and the facts that it was made on. @rule SHOP-1 */
export function DecisionCard({ view }: CardProps) {
  const { t } = useTranslation('case')
  const say = useSay()
  const { moment } = useFormat()
  const { decision } = view
  return (
    <Section title={t('verdict.title')} testId="warranty-decision">
      {decision === null ? (
        <p className={styles['lead']}>{t('verdict.none')}</p>
      ) : (
        <div className={styles['stack']}>
          <Verdict {...decision}>
            <ReasonList reasons={decision.reasons} label={t('timeline.reasons')} />
          </Verdict>
          <p className={styles['lead']}>
            {t('verdict.facts')}: {factsLine(decision.facts)}
          </p>
          <p className={styles['lead']}>{t('verdict.by', { who: decision.actorName, when: moment(decision.actAt) })}</p>
        </div>
      )}
    </Section>
  )

  function factsLine(facts: NonNullable<typeof decision>['facts']): string {
    const shown = (kind: Parameters<typeof showValue>[0]['kind'], value: unknown) => showValue({ kind, value }, say)
    return t('verdict.factsLine', {
      product: shown('product', facts.product),
      purchasedOn: shown('date', facts.purchasedOn),
      reportedOn: shown('date', facts.reportedOn),
      country: shown('country', facts.country),
      damage: shown('damage', facts.damage),
    })
  }
}
