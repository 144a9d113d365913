import { useTranslation } from 'react-i18next'
import { Temporal } from 'temporal-polyfill'
import type { CaseView } from '#shared/contract/views.ts'
import { localDay } from '#shared/domain/service-case/due.ts'
import { dayText } from '../../../case-parts/words/say.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import styles from '../facts/facts.module.css'
import { warrantyBar } from './warranty-bar.ts'

/** The warranty of the unit drawn on one bar, each part with its word and day below; nothing while the purchase is unknown. */
export function WarrantyPicture({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('case')
  const { language, now } = useFormat()
  const { product, soldByUs, purchasedOn, usedIn, registeredAt } = view.serviceCase
  const reportedOn = localDay(registeredAt, 'NO')
  const today = localDay(Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toString(), 'NO')
  if (purchasedOn === null) return <p>{t('warranty.unknown')}</p>
  if (purchasedOn > reportedOn) return <p>{t('warranty.backwards')}</p>
  const bar = warrantyBar({ product, soldByUs, purchasedOn, country: usedIn }, reportedOn, today)
  const date = (day: string) => dayText(day, language)
  return (
    <figure style={{ margin: 0 }} aria-label={t('warranty.label')}>
      <div className={styles['bar']} aria-hidden>
        <span className={styles['axis']} data-pressed={bar.pressed || undefined} />
        {bar.spans.map(({ kind, left, width }) => (
          <span
            key={kind}
            className={styles['span']}
            data-kind={kind}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        ))}
        {bar.marks.map(({ kind, left }) => (
          <span
            key={kind}
            className={styles[kind === 'reported' ? 'markReported' : 'markToday']}
            style={{ left: `${left}%` }}
          />
        ))}
      </div>
      <figcaption className={styles['legend']}>
        {bar.spans.map(({ kind, until }) => (
          <LegendLine key={kind} sign={<span className={`${styles['span']} ${styles['swatch']}`} data-kind={kind} />}>
            {t(`warranty.${kind}`, { from: date(purchasedOn), until: date(until) })}
          </LegendLine>
        ))}
        <LegendLine sign={<span className={styles['glyph']}>▼</span>}>
          {t('warranty.reported', { day: date(reportedOn) })}
        </LegendLine>
        <LegendLine sign={<span className={styles['glyph']}>┃</span>}>
          {t('warranty.today', { day: date(today) })}
        </LegendLine>
      </figcaption>
    </figure>
  )
}

function LegendLine({ sign, children }: { readonly sign: React.ReactNode; readonly children: React.ReactNode }) {
  return (
    <>
      <span aria-hidden>{sign}</span>
      <span>{children}</span>
    </>
  )
}
