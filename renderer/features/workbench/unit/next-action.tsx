import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import type { CommandName } from '#shared/domain/commands.ts'
import { isEnded } from '#shared/domain/service-case/flow.ts'
import { ActionForm } from '../../../case-parts/actions/action-form.tsx'
import type { CaseAction, Values } from '../../../case-parts/actions/case-action.ts'
import { actionOf } from '../../../case-parts/actions/case-actions.ts'
import { lacking } from '../../../case-parts/actions/offered.ts'
import { useAct } from '../../../case-parts/actions/use-act.ts'
import { useMe } from '../../../case-parts/case.queries.ts'
import { useDraft } from '../../../case-parts/drafts/use-draft.ts'
import { RefusalNote } from '../../../ui/refusal-note.tsx'
import styles from '../workbench.module.css'
import { benchAction } from './bench-action.ts'

type Props = { readonly view: CaseView; readonly onDone: () => void; readonly onCase: (caseId: string) => void }

/** The one big action: done at one press, or its form in the same place. */
export function NextAction({ view, onDone }: Props) {
  const { t } = useTranslation('workbench')
  const { permissions } = useMe()
  const { act, busy, refusal } = useAct()
  const [opened, setOpened] = useState<CommandName | null>(null)
  const next = benchAction(view)
  if (next.kind === 'none') {
    const key = isEnded(view.serviceCase.state) ? 'next.ended' : 'next.desk'
    return <p className={styles.quiet}>{t(key)}</p>
  }
  const action = actionOf(next.command)
  const missing = lacking(next.command, permissions)
  const label = t(`commands:${next.command}.do`)

  function start(): void {
    if (!action) return
    if (next.kind === 'form') return setOpened(action.command)
    void act(action.command, action.args({}, view)).then(onDone)
  }

  return (
    <section className={styles.next} aria-label={t('next.label')}>
      {refusal && <RefusalNote error={refusal} />}
      {action && opened === action.command ? (
        <BenchForm
          view={view}
          action={action}
          onClose={() => {
            setOpened(null)
            onDone()
          }}
        />
      ) : (
        <Button
          className={styles.nextButton}
          fullWidth
          disabled={busy || missing !== null}
          onClick={start}
          data-testid="bench-next"
        >
          {label}
        </Button>
      )}
      {missing && (
        <p className={styles.quiet}>{t('case:action.lacking', { permission: t(`common:permission.${missing}`) })}</p>
      )}
    </section>
  )
}

type FormProps = { readonly view: CaseView; readonly action: CaseAction; readonly onClose: () => void }

/** The case's own form with large targets; what is typed is the same draft as in the case. */
function BenchForm({ view, action, onClose }: FormProps) {
  const { t } = useTranslation()
  const [base] = useState(view)
  const { act, busy, refusal } = useAct()
  const draft = useDraft<Values>(
    `action:${action.command}:${view.serviceCase.id}`,
    action.initial(base),
    !action.secret,
  )
  if (!draft.ready) return null
  return (
    <div className={styles.form}>
      <ActionForm
        action={action}
        view={base}
        values={draft.form}
        refusal={refusal}
        busy={busy}
        submitLabel={t(`commands:${action.command}.do`)}
        onChange={draft.set}
        onClose={onClose}
        onSubmit={(values) => {
          void act(action.command, action.args(values, base)).then((done) => {
            if (!done) return
            draft.clear()
            onClose()
          })
        }}
      />
    </div>
  )
}
