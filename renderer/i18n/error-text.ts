import type { TFunction } from 'i18next'
import { caseNumber } from '#shared/domain/case-number/case-number.ts'
import type { AppError, Facts } from '#shared/errors.ts'
import { dateAndTime, money } from './format.ts'
import type { Language } from './language.ts'

/** What a person reads about a refusal: the words of its code, filled with its facts in their language. */
export function errorText(error: AppError, t: TFunction, language: Language): string {
  // Words of the very problem, where it has its own.
  const context = text(error.facts?.problem) ?? ''
  return t(`errors:${error.code}`, { ...error.facts, ...wordsOf(error, t, language), context })
}

/** The facts that are codes or amounts, as words. */
function wordsOf({ field, facts = {} }: AppError, t: TFunction, language: Language): Record<string, string> {
  const words: Record<string, string> = { fieldName: fieldName(field ?? text(facts.field), t) }
  const name = (fact: string, key: string, as: string) => {
    const value = text(facts[fact])
    if (value !== null) words[as] = t(`${key}.${value}`)
  }
  name('state', 'states:state', 'stateName')
  name('permission', 'common:permission', 'permissionName')
  name('table', 'common:table', 'tableName')
  name('theirs', 'states:estimate', 'theirsEstimate')
  const command = text(facts.command)
  if (command !== null) words.commandName = t(`commands:${command}.do`)
  if (typeof facts.amount === 'number') words.amountText = money(facts.amount, language)
  if (typeof facts.number === 'number') words.numberText = numberText(facts.number)
  if (facts.theirs === null || facts.theirs === '') words.theirs = t('common:none')
  else if (facts.field === 'actAt') words.theirs = dateAndTime(String(facts.theirs), language)
  if (typeof facts.latest === 'string') words.latestText = dateAndTime(facts.latest, language)
  return words
}

const text = (value: Facts[string] | undefined): string | null => (typeof value === 'string' ? value : null)

/** A label for any field of a form; a general word for one that has none of its own. */
export const fieldName = (field: string | null | undefined, t: TFunction): string =>
  t([`common:field.${field ?? 'other'}`, 'common:field.other'])

function numberText(serial: number): string {
  return serial >= 1 && serial <= 9_999_999 ? caseNumber({ serial }) : String(serial)
}
