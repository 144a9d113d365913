import type { AgreementKind } from '#shared/domain/customer/customer.rows.ts'
import { decideWarranty, onSiteDay, RuleInputError } from '#shared/domain/rules/index.ts'
import type { Reason } from '#shared/domain/rules/reason.ts'
import { calendarOf } from '#shared/domain/service-case/due.ts'
import { FIELDS_OF } from './contract-fields.ts'
import type { IntakeForm } from './intake-form.ts'
import { readDay } from '../../../i18n/read-day.ts'

export type LiveWarranty = ReturnType<typeof decideWarranty>

/**
 * The verdict as far as the call has come: damage is found on the bench, so none is assumed. Null where the agreement asks no
 * warranty question, or while a fact cannot be right (the field says so). @rule APPLE-1 @rule APPLE-3 @rule WDATE
 * @param reportedOn today in Oslo
 */
export function liveWarranty(form: IntakeForm, kind: AgreementKind, reportedOn: string): LiveWarranty | null {
  if (FIELDS_OF[kind].product === 'hidden') return null
  const purchase = readDay(form.purchasedOn)
  if (!purchase.ok) return null
  const { product, soldByUs, usedIn } = form
  return answer(() =>
    decideWarranty({ product, soldByUs, purchasedOn: purchase.day, reportedOn, country: usedIn, damage: [] }),
  )
}

/** The on-site day that can be promised on the phone now. @rule LEN-1 @rule LEN-3 */
export function liveOnSiteDay(
  form: IntakeForm,
  kind: AgreementKind,
  reportedAt: string,
): { readonly day: string; readonly reasons: readonly Reason[] } | null {
  if (kind !== 'lenovo-onsite') return null
  return answer(() => onSiteDay({ reportedAt, via: 'desk', country: calendarOf(form.usedIn) }))
}

/** Extended years end at the border: worth a word to whoever travels. @rule APPLE-5 */
export const shouldAdviseProtectionPlan = (form: IntakeForm, verdict: LiveWarranty | null): boolean =>
  verdict?.programme === 'extended' || (verdict?.programme === 'standard' && form.soldByUs && form.product !== 'other')

function answer<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof RuleInputError) return null
    throw error
  }
}
