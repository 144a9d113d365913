import { useTranslation } from 'react-i18next'
import { Section } from '../../../ui/section.tsx'
import { WarrantyPicture } from '../warranty/warranty-picture.tsx'
import type { CardProps } from './card.ts'
import { EditableFact } from './editable-fact.tsx'
import { FactList, FixedFact } from './fact-list.tsx'
import { showValue } from '../../../case-parts/words/say.ts'
import { useSay } from '../../../case-parts/words/use-say.ts'

const ALL = ['productName', 'serialNo'] as const
const WARRANTY = ['product', 'purchasedOn', 'soldByUs', 'usedIn'] as const

/** What is broken, and for Apple units its warranty drawn. @rule APPLE-2 @rule APPLE-3 */
export function UnitCard({ view, locked }: CardProps) {
  const { t } = useTranslation('case')
  const say = useSay()
  const { flow, damage, swapSerialNo } = view.serviceCase
  const workshop = flow === 'workshop'
  const fields = workshop ? [...ALL, ...WARRANTY] : ALL
  return (
    <Section title={t('card.unit')}>
      {workshop && <WarrantyPicture view={view} />}
      <FactList>
        {fields.map((field) => (
          <EditableFact key={field} view={view} field={field} locked={locked} />
        ))}
        {workshop && damage.length > 0 && (
          <FixedFact label={t('common:field.damage')}>{showValue({ kind: 'damage', value: damage }, say)}</FixedFact>
        )}
        <FixedFact label={t('common:field.swapSerialNo')}>{swapSerialNo}</FixedFact>
      </FactList>
    </Section>
  )
}
