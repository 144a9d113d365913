import { useTranslation } from 'react-i18next'
import type { CaseListItem } from '#shared/contract/views.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Section } from '../../../ui/section.tsx'
import styles from '../intake.module.css'

type Props = {
  readonly cases: readonly CaseListItem[]
  readonly serialNo: string | null
  readonly onOpen: (id: string) => void
}

const SHOWN = 5

/** Open cases of the same unit or caller: this fault may be here already. The draft stays when one is opened. */
export function DuplicatesCard({ cases, serialNo, onOpen }: Props) {
  const { t } = useTranslation('intake')
  const { caseName, age } = useFormat()
  if (cases.length === 0) return null
  const isSameUnit = (each: CaseListItem) =>
    serialNo !== null && each.serialNo?.trim().toUpperCase() === serialNo.trim().toUpperCase()
  const ordered = [...cases].sort((a, b) => Number(isSameUnit(b)) - Number(isSameUnit(a)))
  return (
    <Section title={t('duplicates.title')} aside={<span className={styles.count}>{cases.length}</span>}>
      <ul className={styles.duplicates} aria-live="polite">
        {ordered.slice(0, SHOWN).map((each) => (
          <li key={each.id}>
            <button type="button" className={styles.duplicate} onClick={() => onOpen(each.id)}>
              <span className={styles.duplicateHead}>
                <b>{caseName(each)}</b>
                <span>{t(`states:state.${each.state}`)}</span>
                <span className={styles.duplicateAge}>{age(each.registeredAt)}</span>
              </span>
              <span className={styles.optionDetail}>
                {t(isSameUnit(each) ? 'duplicates.unit' : 'duplicates.phone')} · {each.productName}
              </span>
              <span className={styles.clamp}>{each.faultDescription}</span>
            </button>
          </li>
        ))}
      </ul>
      {cases.length > SHOWN && <p className={styles.quiet}>{t('duplicates.more', { count: cases.length - SHOWN })}</p>}
    </Section>
  )
}
