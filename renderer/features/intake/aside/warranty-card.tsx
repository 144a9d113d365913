import { useTranslation } from 'react-i18next'
import { Verdict } from '../../../case-parts/verdict/verdict.tsx'
import { ReasonList, RuleLink } from '../../../ui/reason-line.tsx'
import { Section } from '../../../ui/section.tsx'
import type { IntakeForm } from '../form/intake-form.ts'
import { type LiveWarranty, shouldAdviseProtectionPlan } from '../form/live-verdict.ts'
import styles from '../intake.module.css'

type Props = { readonly form: IntakeForm; readonly verdict: LiveWarranty | null }

/** What can be said about the warranty on the phone, with its reasons. @rule WDATE @rule APPLE-5 */
export function WarrantyCard({ form, verdict }: Props) {
  const { t } = useTranslation('intake')
  return (
    <Section title={t('warranty.title')} testId="warranty-decision">
      <div aria-live="polite">
        {verdict === null ? (
          <p className={styles.quiet}>{t('warranty.unclear')}</p>
        ) : (
          <Verdict {...verdict}>
            <ReasonList reasons={verdict.reasons} label={t('warranty.reasons')} />
          </Verdict>
        )}
      </div>
      {verdict?.outcome === 'covered' && <p className={styles.quiet}>{t('warranty.ifDamage')}</p>}
      {shouldAdviseProtectionPlan(form, verdict) && (
        <p className={styles.advice}>
          <RuleLink rule="APPLE-5" /> {t('warranty.travel')}
        </p>
      )}
    </Section>
  )
}
