import type { ComponentType } from 'react'
import type { CaseView } from '#shared/contract/views.ts'
import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'

/** What a field of an action form can hold. Dates and moments are ISO or '', money whole øre or null, persons ids or ''. */
export type FieldValue = string | number | boolean | readonly string[] | null
export type Values = Readonly<Record<string, FieldValue>>

export type FieldSpec = {
  /** The name of the argument that it fills; its label is at `common:field.<name>`, or at `case:label.<label>`. */
  readonly name: string
  readonly label?: string
  readonly kind:
    | 'line'
    | 'phone'
    | 'text'
    | 'date'
    | 'moment'
    | 'money'
    | 'country'
    | 'choice'
    | 'checks'
    | 'flag'
    | 'secret'
  /** For `choice` and `checks`; their words are at `states:<words>.<value>`. */
  readonly choices?: { readonly words: string; readonly values: readonly string[] }
  readonly optional?: boolean
}

export type FormPart = { readonly view: CaseView; readonly values: Values }

/**
 * Something that can be done to a case, as data: the form that asks, and how its values become the command. Adding an action is
 * adding one of these to the table.
 */
export type CaseAction<N extends CommandName = CommandName> = {
  readonly command: N
  /** None: it is done at one press. */
  readonly fields: readonly FieldSpec[]
  readonly initial: (view: CaseView) => Values
  /** The command, based on what the person sees: `expects` is taken from the view. */
  readonly args: (values: Values, view: CaseView) => CommandArgs<N>
  /** Back from arguments to the form, to edit a command that was refused. */
  readonly valuesOf: (args: Readonly<Record<string, unknown>>) => Values
  /** What follows from the values, shown beside the form as they change. */
  readonly Consequence?: ComponentType<FormPart>
  /** Not kept as a draft. @rule INTAKE-SECRET */
  readonly secret?: boolean
}

/** Declares an action; the form is filled from arguments of the same names unless it says otherwise. */
export function defineAction<const N extends CommandName>(
  action: Omit<CaseAction<N>, 'valuesOf' | 'initial'> & Partial<Pick<CaseAction<N>, 'valuesOf' | 'initial'>>,
): CaseAction {
  const empty = (): Values => Object.fromEntries(action.fields.map((field) => [field.name, emptyValue(field)]))
  const declared: CaseAction<N> = {
    ...action,
    initial: (view) => ({ ...empty(), ...action.initial?.(view) }),
    valuesOf: (args) => ({ ...empty(), ...(action.valuesOf?.(args) ?? picked(action.fields, args)) }),
  }
  return declared as unknown as CaseAction
}

const emptyValue = ({ kind, choices }: FieldSpec): FieldValue => {
  if (kind === 'checks') return []
  if (kind === 'flag') return false
  if (kind === 'money') return null
  return kind === 'choice' ? (choices?.values[0] ?? '') : ''
}

const picked = (fields: readonly FieldSpec[], args: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(fields.map((field) => [field.name, (args[field.name] ?? emptyValue(field)) as FieldValue]))

/** Readers of form values in the type that the command wants. */
export const text = (values: Values, name: string): string => String(values[name] ?? '').trim()
export const textOrNull = (values: Values, name: string): string | null => text(values, name) || null
export const amount = (values: Values, name: string): number => Number(values[name] ?? Number.NaN)
export const flag = (values: Values, name: string): boolean => values[name] === true
export const list = <T extends string>(values: Values, name: string): T[] => {
  const value = values[name]
  return Array.isArray(value) ? [...(value as T[])] : []
}
export const choice = <T extends string>(values: Values, name: string): T => String(values[name]) as T

export const VIA = { words: 'via', values: ['sms', 'email', 'phone'] } as const
