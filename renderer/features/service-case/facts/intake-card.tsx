import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Section } from '../../../ui/section.tsx'
import type { CardProps } from './card.ts'
import { EditableFact } from './editable-fact.tsx'
import { FactList, FixedFact } from './fact-list.tsx'

const FIELDS = ['faultDescription', 'customerRef', 'orderNo', 'invoiceNo'] as const

/** The fault as it was told, and under which agreement. @rule SOS-6 @rule INTAKE-REQ */
export function IntakeCard({ view, locked }: CardProps) {
  const { t } = useTranslation('case')
  const { moment } = useFormat()
  const { serviceCase, agreement } = view
  return (
    <Section title={t('card.intake')}>
      <FactList>
        {FIELDS.map((field) => (
          <EditableFact key={field} view={view} field={field} locked={locked} />
        ))}
        <FixedFact label={t('common:field.contract')}>
          {agreement ? `${serviceCase.contract} · ${agreement.name}` : serviceCase.contract}
        </FixedFact>
        <FixedFact label={t('card.routine')}>{agreement?.routine}</FixedFact>
        <FixedFact label={t('card.registered')}>
          {moment(serviceCase.registeredAt)} · {t(`states:channel.${serviceCase.channel}`)}
        </FixedFact>
        <FixedFact label={t('card.source')}>{serviceCase.source}</FixedFact>
        <FixedFact label={t('common:field.finding')}>{serviceCase.finding}</FixedFact>
        <FixedFact label={t('card.linkedOrder')}>{serviceCase.linkedOrderNo}</FixedFact>
        <FixedFact label={t('card.endReason')}>
          {serviceCase.endReason === 'unanswered' ? t('card.unanswered') : serviceCase.endReason}
        </FixedFact>
      </FactList>
    </Section>
  )
}
