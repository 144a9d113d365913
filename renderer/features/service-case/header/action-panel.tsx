import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import { warrantyBasisOf } from '#shared/domain/warranty/decide-warranty.command.ts'
import { ActionForm } from '../../../case-parts/actions/action-form.tsx'
import type { CaseAction, Values } from '../../../case-parts/actions/case-action.ts'
import { useAct } from '../../../case-parts/actions/use-act.ts'
import { useDraft } from '../../../case-parts/drafts/use-draft.ts'
import { useActions } from '../../../app/shortcuts.ts'
import styles from '../case.module.css'
import { closeAction } from '../case.store.ts'

type Props = { readonly view: CaseView; readonly action: CaseAction }

/**
 * The form of the open action, under the header. It is based on the case as it was when the form opened: if somebody answers the
 * same question meanwhile, that is said, and the person chooses to go on from the new state.
 */
export function ActionPanel({ view, action }: Props) {
  const { t } = useTranslation('case')
  const [base, setBase] = useState(view)
  const { act, busy, refusal, forget } = useAct()
  const draft = useDraft<Values>(
    `action:${action.command}:${view.serviceCase.id}`,
    action.initial(base),
    !action.secret,
  )
  useActions([
    {
      id: 'case.close-form',
      label: t('common:do.cancel'),
      keys: ['escape'],
      group: 'case',
      run: closeAction,
      keyOnly: true,
    },
  ])
  if (!draft.ready) return null
  const moved = isAnswered(base, view)
  return (
    <div className={styles['panel']}>
      {moved && (
        <p className={styles['moved']}>
          <span aria-hidden>◆</span> {t('action.moved')}
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => {
              setBase(view)
              forget()
            }}
          >
            {t('action.goOn')}
          </Button>
        </p>
      )}
      <ActionForm
        action={action}
        view={base}
        values={draft.form}
        refusal={refusal}
        busy={busy}
        submitLabel={t(`commands:${action.command}.do`)}
        onChange={draft.set}
        onClose={closeAction}
        onSubmit={(values) => {
          const passcode = action.secret ? String(values['passcode'] ?? '') : null
          void act(action.command, action.args(values, base), { passcode }).then((done) => {
            if (!done) return
            draft.clear()
            closeAction()
          })
        }}
      />
    </div>
  )
}

/** The answers that commands are based on are others now. */
const isAnswered = ({ serviceCase: then }: CaseView, { serviceCase: now }: CaseView): boolean =>
  JSON.stringify(warrantyBasisOf(then)) !== JSON.stringify(warrantyBasisOf(now)) ||
  then.estimateId !== now.estimateId ||
  then.finding !== now.finding
