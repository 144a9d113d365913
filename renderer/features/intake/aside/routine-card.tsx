import { useTranslation } from 'react-i18next'
import { Section } from '../../../ui/section.tsx'

/** How the subcontractor that the agreement names is reached. @rule SOS-7 */
export function RoutineCard({ routine }: { readonly routine: string }) {
  const { t } = useTranslation('intake')
  return (
    <Section title={t('routine.title')}>
      <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{routine}</p>
    </Section>
  )
}
