import type { CaseView } from '#shared/contract/views.ts'
import { commandOf } from '#shared/domain/commands.ts'
import { parseInstant } from '#shared/lib/dates.ts'
import { readDay } from '../../i18n/read-day.ts'
import type { CaseAction, FieldSpec, FieldValue, Values } from './case-action.ts'

/** What is wrong with each field, as a text key; empty when the command can be made. */
export type Problems = Readonly<
  Record<string, 'form.required' | 'form.dateProblem' | 'form.momentProblem' | 'form.problem'>
>

/** First what a person left out or mistyped, then what the command's own schema says. */
export function checkForm(action: CaseAction, values: Values, view: CaseView): Problems {
  const problems: Record<string, Problems[string]> = {}
  for (const field of action.fields) {
    const value = values[field.name] ?? null
    if (!field.optional && isBlank(field, value)) problems[field.name] = 'form.required'
    else if (field.kind === 'date' && !readDay(String(value ?? '')).ok) problems[field.name] = 'form.dateProblem'
    else if (field.kind === 'moment' && !parseInstant(value).ok) problems[field.name] = 'form.momentProblem'
  }
  if (Object.keys(problems).length > 0) return problems
  const parsed = commandOf(action.command)?.args.safeParse(action.args(values, view))
  for (const issue of parsed?.error?.issues ?? []) problems[String(issue.path[0] ?? '')] ??= 'form.problem'
  return problems
}

const isBlank = ({ kind }: FieldSpec, value: FieldValue): boolean =>
  kind === 'money' ? value === null : kind !== 'flag' && kind !== 'checks' && String(value ?? '').trim() === ''
