import type { UnconfirmedAct } from '#shared/domain/service-case/service-case.rows.ts'
import { choice, defineAction, text } from './case-action.ts'

/**
 * When somebody acted whose machine had a wrong clock, as a supervisor knows it. `of` and `said` are what the question is about: which
 * act, and what the machine said.
 */
export const confirmActTime = defineAction({
  command: 'case.confirm-act-time',
  fields: [{ name: 'at', kind: 'moment' }],
  args: (values, { serviceCase }) => ({
    caseId: serviceCase.id,
    of: choice<UnconfirmedAct['of']>(values, 'of'),
    at: text(values, 'at'),
    expects: { at: text(values, 'said') },
  }),
  initial: ({ serviceCase }) => {
    const first = serviceCase.unconfirmedActs?.[0]
    return first ? valuesOfAct(first) : {}
  },
  valuesOf: ({ of, at, expects }) => ({
    of: String(of),
    at: String(at),
    said: String((expects as { readonly at?: unknown } | undefined)?.at ?? ''),
  }),
})

/** The form as it opens: with what the machine said. */
export const valuesOfAct = ({ of, at }: UnconfirmedAct) => ({ of, at, said: at })
