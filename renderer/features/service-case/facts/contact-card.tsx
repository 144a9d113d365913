import { useTranslation } from 'react-i18next'
import { Section } from '../../../ui/section.tsx'
import type { CardProps } from './card.ts'
import { EditableFact } from './editable-fact.tsx'
import { FactList, FixedFact } from './fact-list.tsx'

const FIELDS = ['contactName', 'mobile', 'phone', 'email', 'serviceLocation'] as const

/** Who called and where the unit goes. */
export function ContactCard({ view, locked }: CardProps) {
  const { t } = useTranslation('case')
  return (
    <Section title={t('card.contact')}>
      <FactList>
        <FixedFact label={t('common:field.customerId')}>
          {view.customer && `${view.customer.name} (${view.customer.customerNo})`}
        </FixedFact>
        {FIELDS.map((field) => (
          <EditableFact key={field} view={view} field={field} locked={locked} />
        ))}
      </FactList>
    </Section>
  )
}
