import { useTranslation } from 'react-i18next'
import type { Agreement, AgreementKind } from '#shared/domain/customer/customer.rows.ts'
import { FIELDS_OF, type FormField } from '../form/contract-fields.ts'
import type { IntakeForm } from '../form/intake-form.ts'
import styles from '../intake.module.css'
import { changePasscode } from '../intake.store.ts'
import { PARTS } from './field-layout.ts'
import { IntakeField } from './intake-field.tsx'
import type { FieldState } from './use-field-states.ts'

type Props = {
  readonly form: IntakeForm
  readonly passcode: string
  readonly kind: AgreementKind
  readonly agreements: readonly Agreement[]
  readonly states: Readonly<Record<FormField, FieldState>>
  readonly onChange: (change: Partial<IntakeForm>) => void
  readonly onLeave: (field: FormField) => void
}

/** The fields that the agreement asks for, part by part. @rule INTAKE-HP @rule INTAKE-APPLE */
export function IntakeFields({ kind, states, onLeave, ...rest }: Props) {
  const { t } = useTranslation('intake')
  return PARTS.map(({ id, cells }) => (
    <fieldset key={id} className={styles.part}>
      <legend className={id === 'fault' ? 'sk-visually-hidden' : styles.legend}>{t(`part.${id}`)}</legend>
      <div className={styles.grid}>
        {cells
          .filter(({ field }) => FIELDS_OF[kind][field] !== 'hidden')
          .map(({ field, span, alone }) => (
            <IntakeField
              key={field}
              field={field}
              span={alone && FIELDS_OF[kind][alone.beside] === 'hidden' ? alone.span : span}
              state={states[field]}
              onPasscode={changePasscode}
              onBlur={() => onLeave(field)}
              {...rest}
            />
          ))}
      </div>
    </fieldset>
  ))
}

/** Puts the cursor into a field of the page. */
export function focusField(page: HTMLElement | null, field: FormField): void {
  const control = page?.querySelector<HTMLElement>(`[name="${field}"]`)
  control?.focus()
  control?.scrollIntoView({ block: 'nearest' })
}
