import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { LabelledField } from '../../../ui/labelled-field.tsx'
import { FIELDS_OF, isKnownContract } from '../form/contract-fields.ts'
import { readDay } from '../../../i18n/read-day.ts'
import { FieldControl, type FieldControlProps } from './field-control.tsx'
import type { FieldState } from './use-field-states.ts'

type Props = Omit<FieldControlProps, 'control'> & { readonly state: FieldState; readonly span: number }

/** One field with its label, its grey word and what is wrong with it. */
export function IntakeField({ state, span, ...rest }: Props) {
  const { t } = useTranslation('intake')
  const note = useNote(rest, state)
  return (
    <LabelledField
      label={t(`field.${rest.field}`)}
      note={note}
      error={state.error}
      warning={state.warning}
      required={FIELDS_OF[state.kind][rest.field] === 'required'}
      span={span}
    >
      {(control) => <FieldControl {...rest} control={control} />}
    </LabelledField>
  )
}

/** What was understood of the value, or that one is wanted. */
function useNote({ field, form, agreements }: Omit<Props, 'state' | 'span'>, state: FieldState): string | null {
  const { t } = useTranslation('intake')
  const { date } = useFormat()
  if (field === 'contract' && form.contract.trim() !== '') {
    const known = isKnownContract(form.contract, agreements)
    if (known === true) return t(`states:agreement.${state.kind}`)
    if (known === false) return t('contract.unknown')
  }
  if (field === 'purchasedOn') {
    const read = readDay(form.purchasedOn)
    return read.ok && read.day !== null ? date(read.day) : t('day.unknown')
  }
  if (field === 'phone' && form.mobile.trim() === '') return t('note.orMobile')
  return state.preferred ? t('note.preferred') : null
}
