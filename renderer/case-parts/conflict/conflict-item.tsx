import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useImperativeHandle, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { conflictDraftId } from '#shared/contract/draft-ids.ts'
import type { ConflictView } from '#shared/contract/views.ts'
import type { AppError } from '#shared/errors.ts'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { refusalOf, unwrap } from '../../api/call-error.ts'
import { api } from '../../api/client.ts'
import { errorText } from '../../i18n/error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { KbdHint } from '../../ui/kbd-hint.tsx'
import { RuleLink } from '../../ui/reason-line.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { caseQuery } from '../case.queries.ts'
import { draftQuery } from '../drafts/use-draft.ts'
import { useSay } from '../words/use-say.ts'
import { ConflictEditor, canEdit } from './conflict-editor.tsx'
import styles from './conflict-item.module.css'
import { ConflictTable } from './conflict-table.tsx'

/** What the three keys of the conflict centre do to the conflict that has the focus. */
export type ConflictHandle = { readonly keep: () => void; readonly use: () => void; readonly edit: () => void }

type Props = {
  readonly conflict: ConflictView
  readonly keys?: boolean
  /** Shown on its case, whose number and product are on the screen already. */
  readonly inCase?: boolean
  readonly handle?: Ref<ConflictHandle>
  /** A link to the case, where it is not the one on the screen. */
  readonly link?: React.ReactNode
}

/** One refused command: why, both versions side by side, what waits under it, and the three ways on. */
export function ConflictItem({ conflict, keys = false, inCase = false, handle, link }: Props) {
  const { t } = useTranslation('conflicts')
  const say = useSay()
  const { language, moment } = useFormat()
  const id = useId()
  const [opened, setOpened] = useState<boolean | null>(null)
  const { run, busy, refusal } = useResolve()
  const { data: begun } = useQuery(draftQuery(conflictDraftId(conflict.id)))
  const wanted = opened ?? Boolean(begun)
  const { data: view } = useQuery({ ...caseQuery(conflict.caseId ?? ''), enabled: wanted && conflict.caseId !== null })
  // A case that is not on this device has no form.
  const editing = wanted && view !== null && view !== undefined ? view : null
  const { command, error, theirs, waiting, settled } = conflict
  const isDone = settled?.as === 'adopted'
  const editable = canEdit(conflict)
  const keep = () => {
    if (!editing && !isDone) run(async () => unwrap(await api.conflicts.retry({ commandId: conflict.id })))
  }
  const use = () => {
    if (!editing) run(() => api.conflicts.discard({ commandId: conflict.id }))
  }
  const waitingText = ({ name, settled: by }: ConflictView['waiting'][number]) => {
    const what = say.t(`commands:${name}.do`)
    return by === null ? what : t(`waitingSettled.${by.as}`, { what, who: by.actorName })
  }
  const edit = () => editable && setOpened(true)
  useImperativeHandle(handle, () => ({ keep, use, edit }))

  return (
    <section className={styles['item']} data-testid="conflict" aria-labelledby={id}>
      <header className={styles['head']}>
        <h3 id={id} className={styles['title']}>
          <span aria-hidden className={styles['sign']}>
            ▲
          </span>
          {say.t(`commands:${command.name}.do`)}
          {!inCase && conflict.caseNumber !== null && <> · {caseNumber({ serial: conflict.caseNumber })}</>}
          {!inCase && conflict.productName && <> · {conflict.productName}</>}
        </h3>
        {link}
      </header>
      <p>
        {errorText(error, t, language)} {error.rule && <RuleLink rule={error.rule} />}
      </p>
      {error.code === 'permission.denied' && (
        <p data-testid="held-for-approval">
          {settled ? t(settled.as, { who: settled.actorName, when: moment(settled.actAt) }) : t('held')}
        </p>
      )}
      <ConflictTable
        conflict={conflict}
        mineBy={t('by', { who: conflict.actorName, when: moment(command.actAt) })}
        theirsBy={
          theirs?.actorName && theirs.actAt ? t('by', { who: theirs.actorName, when: moment(theirs.actAt) }) : null
        }
      />
      {waiting.length > 0 && (
        <p className={styles['waiting']}>
          <span aria-hidden>◌</span>{' '}
          {t('waiting', {
            count: waiting.length,
            what: waiting.map(waitingText).join(', '),
          })}
        </p>
      )}
      {refusal && <RefusalNote error={refusal} />}
      {editing ? (
        <ConflictEditor conflict={conflict} view={editing} onClose={() => setOpened(false)} />
      ) : (
        <div className={styles['buttons']}>
          <Button disabled={busy || isDone} onClick={keep} rightSection={keys && <KbdHint keys="1" />}>
            {t('do.keep')}
          </Button>
          <Button variant="default" disabled={busy} onClick={use} rightSection={keys && <KbdHint keys="2" />}>
            {t('do.use')}
          </Button>
          <Button
            variant="default"
            disabled={busy || !editable}
            onClick={edit}
            rightSection={keys && <KbdHint keys="3" />}
          >
            {t('do.edit')}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Runs one of the ways on; a refusal stays on the item. */
function useResolve() {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const run = (work: () => Promise<unknown>) => {
    if (busy) return
    setBusy(true)
    setRefusal(null)
    work()
      .catch((error: unknown) => setRefusal(refusalOf(error) ?? { code: 'command.crashed' }))
      .finally(() => setBusy(false))
  }
  return { run, busy, refusal }
}
