import { useTranslation } from 'react-i18next'
import { Section } from '../../../ui/section.tsx'
import type { FormField } from '../form/contract-fields.ts'
import type { Checked } from '../form/field-problems.ts'
import styles from '../intake.module.css'

type Props = { readonly checked: Checked; readonly onGo: (field: FormField) => void }

/** What still stops saving, and what would be good to ask for. A word leads to its field. @rule INTAKE-REQ */
export function MissingCard({ checked, onGo }: Props) {
  const { t } = useTranslation('intake')
  const blocking = checked.problems.filter((problem) => problem.blocks).map((problem) => problem.field)
  return (
    <Section title={t(blocking.length === 0 ? 'missing.ready' : 'missing.title')}>
      {blocking.length > 0 && <Fields fields={blocking} kind="required" onGo={onGo} />}
      {checked.preferred.length > 0 && (
        <>
          <p className={styles.subhead}>{t('missing.preferred')}</p>
          <Fields fields={checked.preferred} kind="preferred" onGo={onGo} />
        </>
      )}
    </Section>
  )
}

function Fields(props: { fields: readonly FormField[]; kind: 'required' | 'preferred'; onGo: Props['onGo'] }) {
  const { t } = useTranslation('intake')
  return (
    <ul className={styles.missing} data-kind={props.kind}>
      {props.fields.map((field) => (
        <li key={field}>
          <button type="button" tabIndex={-1} onClick={() => props.onGo(field)}>
            {t(`field.${field}`)}
          </button>
        </li>
      ))}
    </ul>
  )
}
