import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgreementKind } from '#shared/domain/customer/customer.rows.ts'
import type { AppError } from '#shared/errors.ts'
import { errorText } from '../../../i18n/error-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { FORM_FIELDS, type FormField } from '../form/contract-fields.ts'
import type { Checked } from '../form/field-problems.ts'

export type FieldState = {
  readonly kind: AgreementKind
  readonly error: string | null
  readonly warning: string | null
  readonly preferred: boolean
}

const isField = (name: string | undefined): name is FormField => (FORM_FIELDS as readonly string[]).includes(name ?? '')

/** The field that a refusal belongs beside, if this page has it. */
export const fieldOfRefusal = (refusal: AppError | null): FormField | null =>
  isField(refusal?.field) ? refusal.field : null

/**
 * What each field shows: nothing before it was left once or saving was tried, then what is wrong with it, and first of all what the
 * decision itself refused.
 */
export function useFieldStates(intakeId: string, checked: Checked, kind: AgreementKind, refusal: AppError | null) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const [left, setLeft] = useState<{ readonly of: string; readonly fields: ReadonlySet<FormField> }>(none(intakeId))
  const fields = left.of === intakeId ? left.fields : NONE

  const leave = useCallback(
    (...names: readonly FormField[]) =>
      setLeft((now) => {
        const before = now.of === intakeId ? now.fields : NONE
        return names.every((name) => before.has(name)) ? now : { of: intakeId, fields: new Set([...before, ...names]) }
      }),
    [intakeId],
  )

  const states = useMemo(() => {
    const refusedField = fieldOfRefusal(refusal)
    const stateOf = (field: FormField): FieldState => {
      const problem = checked.problems.find((each) => each.field === field)
      // The second phone may still come: one number that can be called is enough.
      const pairOpen = problem?.code === 'reachable' && !fields.has('phone')
      const shown = fields.has(field) && !pairOpen ? problem : undefined
      const words = shown ? t(`intake:problem.${shown.code}`) : null
      const refused = refusal && refusedField === field ? errorText(refusal, t, language) : null
      return {
        kind,
        error: refused ?? (shown?.blocks ? words : null),
        warning: shown && !shown.blocks ? words : null,
        preferred: checked.preferred.includes(field),
      }
    }
    return Object.fromEntries(FORM_FIELDS.map((field) => [field, stateOf(field)])) as Record<FormField, FieldState>
  }, [checked, fields, kind, refusal, t, language])

  return { states, leave }
}

const NONE: ReadonlySet<FormField> = new Set()
const none = (of: string) => ({ of, fields: NONE })
