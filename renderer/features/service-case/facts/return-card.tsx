import { useTranslation } from 'react-i18next'
import { returnDeadline } from '#shared/domain/rules/index.ts'
import { calendarOf } from '#shared/domain/service-case/due.ts'
import { dayText } from '../../../case-parts/words/say.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { ReasonList } from '../../../ui/reason-line.tsx'
import { Section } from '../../../ui/section.tsx'
import type { CardProps } from './card.ts'
import { FactList, FixedFact } from './fact-list.tsx'

/** The way back to the customer: when they were told, and by which day they have the unit. @rule SHOP-4 */
export function ReturnCard({ view }: CardProps) {
  const { t } = useTranslation('case')
  const { moment, language } = useFormat()
  const { informedAt, usedIn } = view.serviceCase
  if (informedAt === null) return null
  const shipped = view.timeline.findLast((entry) => entry.kind === 'unit.ship')
  const delivered = view.timeline.findLast((entry) => entry.kind === 'unit.deliver')
  const { day, reasons } = returnDeadline({ informedAt, country: calendarOf(usedIn) })
  const via = shipped?.data['via']
  const trackingNo = shipped?.data['trackingNo']
  return (
    <Section title={t('card.return')}>
      <FactList>
        <FixedFact label={t('return.told')}>
          {moment(informedAt)}
          {typeof via === 'string' && ` · ${t(`states:via.${via}`)}`}
        </FixedFact>
        <FixedFact label={t('return.by')}>{dayText(day, language)}</FixedFact>
        <FixedFact label={t('label.trackingNo')}>{typeof trackingNo === 'string' ? trackingNo : null}</FixedFact>
        <FixedFact label={t('return.delivered')}>{delivered ? moment(delivered.actAt) : null}</FixedFact>
      </FactList>
      <ReasonList reasons={reasons} label={t('timeline.reasons')} />
    </Section>
  )
}
