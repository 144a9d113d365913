import { useTranslation } from 'react-i18next'
import type { Reason } from '#shared/domain/rules/reason.ts'
import { LANGUAGE_TAG } from '../../../i18n/language.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { ReasonList } from '../../../ui/reason-line.tsx'
import { Section } from '../../../ui/section.tsx'
import styles from '../intake.module.css'

type Props = { readonly promise: { readonly day: string; readonly reasons: readonly Reason[] } }

/** The on-site day to promise on the phone, and why it is that day. @rule LEN-1 @rule LEN-3 */
export function OnSiteCard({ promise }: Props) {
  const { t } = useTranslation('intake')
  const { language } = useFormat()
  const style = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const
  const day = new Intl.DateTimeFormat(LANGUAGE_TAG[language], style).format(Date.parse(promise.day))
  return (
    <Section title={t('onSite.title')} testId="on-site-day">
      <div aria-live="polite">
        <p className={styles.promise}>{day}</p>
        <ReasonList reasons={promise.reasons} label={t('onSite.reasons')} />
      </div>
      <p className={styles.quiet}>{t('onSite.proviso')}</p>
    </Section>
  )
}
