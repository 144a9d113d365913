import { useCallback } from 'react'
import type { CaseView } from '#shared/contract/views.ts'
import type { CommandName } from '#shared/domain/commands.ts'
import { actionOf } from '../../case-parts/actions/case-actions.ts'
import { useAct } from '../../case-parts/actions/use-act.ts'
import { closeAction, openAction } from './case.store.ts'

/** Starts an action: done at once where it asks nothing, otherwise its form opens under the header. */
export function useCaseAct(view: CaseView) {
  const { act, busy, refusal, forget } = useAct()
  const start = useCallback(
    (command: CommandName) => {
      const action = actionOf(command)
      if (!action) return
      forget()
      if (action.fields.length > 0) return openAction(view.serviceCase.id, command)
      closeAction()
      if (!busy) void act(command, action.args({}, view))
    },
    [act, busy, forget, view],
  )
  return { start, act, busy, refusal, forget }
}
