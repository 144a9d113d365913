import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { conflictDraftId } from '#shared/contract/draft-ids.ts'
import type { CaseView, ConflictView } from '#shared/contract/views.ts'
import type { AppError } from '#shared/errors.ts'
import type { EditableField } from '#shared/domain/service-case/edit-case.command.ts'
import { refusalOf, unwrap } from '../../api/call-error.ts'
import { api } from '../../api/client.ts'
import { ActionForm } from '../actions/action-form.tsx'
import type { CaseAction, Values } from '../actions/case-action.ts'
import { actionOf } from '../actions/case-actions.ts'
import { editFieldAction } from '../actions/edit-field.ts'
import { useDraft } from '../drafts/use-draft.ts'
import { argsOf } from './conflict-rows.ts'

/** The action whose form edits a refused command; undefined where there is nothing to edit. */
function actionFor(conflict: ConflictView): CaseAction | undefined {
  const { name } = conflict.command
  if (name === 'case.edit') return editFieldAction(String(argsOf(conflict)['field']) as EditableField)
  return actionOf(name)
}

/** A form can be opened for commands that ask something, on a case that is on this device. */
export const canEdit = (conflict: ConflictView): boolean =>
  conflict.caseId !== null && (actionFor(conflict)?.fields.length ?? 0) > 0

type Props = { readonly conflict: ConflictView; readonly view: CaseView; readonly onClose: () => void }

/**
 * The refused command in its own form, filled with what was written, based on what stands now; sent again under a new id. What is
 * typed is kept until the conflict is answered.
 */
export function ConflictEditor({ conflict, view, onClose }: Props) {
  const { t } = useTranslation('conflicts')
  const action = actionFor(conflict)
  const draft = useDraft<Values>(
    conflictDraftId(conflict.id),
    action?.valuesOf(argsOf(conflict)) ?? {},
    action?.secret !== true,
  )
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<AppError | null>(null)
  if (!action || !draft.ready) return null
  const send = (edited: Values) => {
    setBusy(true)
    setRefusal(null)
    const passcode = action.secret ? String(edited['passcode'] ?? '') : null
    api.conflicts
      .retry({ commandId: conflict.id, args: action.args(edited, view) as never, passcode })
      .then((outcome) => {
        unwrap(outcome)
        draft.clear()
        onClose()
      })
      .catch((error: unknown) => setRefusal(refusalOf(error) ?? { code: 'command.crashed' }))
      .finally(() => setBusy(false))
  }
  return (
    <ActionForm
      action={action}
      view={view}
      values={draft.form}
      refusal={refusal}
      busy={busy}
      submitLabel={t('do.send')}
      onChange={draft.set}
      onSubmit={send}
      onClose={onClose}
    />
  )
}
