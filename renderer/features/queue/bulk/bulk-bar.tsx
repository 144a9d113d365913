import { UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { CaseListItem } from '#shared/contract/views.ts'
import { CallError } from '../../../api/call-error.ts'
import { undoLast, useDone } from '../../../api/submit.ts'
import { awaitField } from '../../../ui/held-keys.ts'
import { useActions } from '../../../app/shortcuts.ts'
import { lacking } from '../../../case-parts/actions/offered.ts'
import { useMe } from '../../../case-parts/case.queries.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { KbdHint } from '../../../ui/kbd-hint.tsx'
import { sayQuietly } from '../../../ui/quiet-note.tsx'
import styles from './bulk.module.css'
import { assignTo, type BulkAct, noteOn, step, stepsOf } from './bulk-acts.ts'
import { OwnerList, StepList } from './bulk-lists.tsx'
import { BulkMenu } from './bulk-menu.tsx'
import { NoteField } from './note-field.tsx'
import { BulkOutcome } from './bulk-outcome.tsx'
import { useBulk } from './use-bulk.ts'

type Props = {
  /** The picked cases, in the order of the list. */
  readonly items: readonly CaseListItem[]
  readonly onClear: () => void
  /** Keeps only these picked. */
  readonly onKeep: (ids: readonly string[]) => void
  readonly onOpen: (caseId: string) => void
}

/** What can be done to all that are picked, and what came of it. */
export function BulkBar({ items, onClear, onKeep, onOpen }: Props) {
  const { t } = useTranslation('queue')
  const { run, busy, result, forget } = useBulk()
  const act = async (what: BulkAct) => {
    if (busy || items.length === 0) return
    try {
      const { refused } = await run(what, items)
      onKeep(refused.map(({ item }) => item.id))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      sayQuietly(t('errors:call.failed'))
    }
  }
  const undo = () =>
    void undoLast(result?.commandId ?? undefined)
      .catch(() => sayQuietly(t('bulk.too-late')))
      .finally(forget)
  // Taken back by Ctrl/Cmd+Z, there is nothing more to say about it.
  const stands = useDone(({ done }) => done.some(({ commandId }) => commandId === result?.commandId))
  useEffect(() => {
    if (result !== null && result.commandId !== null && !stands) forget()
  }, [result, stands, forget])
  if (items.length === 0 && result === null) return null
  return (
    <section className={styles.bar} aria-label={t('bulk.label')}>
      {result !== null && <BulkOutcome result={result} onUndo={undo} onForget={forget} onOpen={onOpen} />}
      {items.length > 0 && <Acts items={items} busy={busy} onAct={(what) => void act(what)} onClear={onClear} />}
    </section>
  )
}

type ActsProps = {
  readonly items: readonly CaseListItem[]
  readonly busy: boolean
  readonly onAct: (act: BulkAct) => void
  readonly onClear: () => void
}

type Open = 'owner' | 'note' | 'step' | null

function Acts({ items, busy, onAct, onClear }: ActsProps) {
  const { t } = useTranslation('queue')
  const me = useMe()
  const [open, setOpen] = useState<Open>(null)
  const may = (name: BulkAct['name']) => !busy && lacking(name, me.permissions) === null
  const steps = stepsOf(items)
  const show = (which: Exclude<Open, null>) => {
    awaitField()
    setOpen(which)
  }
  const doing = (what: BulkAct) => {
    setOpen(null)
    onAct(what)
  }
  const by = { group: 'list' } as const
  useActions([
    {
      ...by,
      id: 'bulk.mine',
      label: t('bulk.mine'),
      keys: ['a'],
      disabled: !may('case.assign'),
      run: () => doing(assignTo(me.id)),
    },
    {
      ...by,
      id: 'bulk.owner',
      label: t('bulk.owner'),
      keys: ['o'],
      disabled: !may('case.assign'),
      run: () => show('owner'),
    },
    {
      ...by,
      id: 'bulk.note',
      label: t('bulk.note'),
      keys: ['m'],
      disabled: !may('case.note'),
      run: () => show('note'),
    },
    {
      ...by,
      id: 'bulk.step',
      label: t('bulk.step'),
      keys: ['s'],
      disabled: steps.length === 0,
      run: () => show('step'),
    },
  ])
  const menu = (which: Exclude<Open, null>, keys: string, disabled: boolean, body: ReactNode) => (
    <BulkMenu
      label={t(`bulk.${which}`)}
      keys={keys}
      disabled={disabled}
      open={open === which}
      onOpen={(shown) => (shown ? show(which) : setOpen(null))}
    >
      {body}
    </BulkMenu>
  )
  return (
    <div className={styles.acts}>
      <output className={styles.count}>{t('bulk.count', { count: items.length })}</output>
      <UnstyledButton className={styles.act} disabled={!may('case.assign')} onClick={() => doing(assignTo(me.id))}>
        {t('bulk.mine')}
        <KbdHint keys="a" />
      </UnstyledButton>
      {menu(
        'owner',
        'o',
        !may('case.assign'),
        <OwnerList onPick={(id) => doing(assignTo(id))} onBack={() => setOpen(null)} />,
      )}
      {menu(
        'note',
        'm',
        !may('case.note'),
        <NoteField count={items.length} onNote={(text) => doing(noteOn(text))} onBack={() => setOpen(null)} />,
      )}
      {menu(
        'step',
        's',
        steps.length === 0 || busy,
        <StepList
          steps={steps.filter(({ name }) => may(name))}
          total={items.length}
          onPick={(name) => doing(step(name))}
          onBack={() => setOpen(null)}
        />,
      )}
      <span className={styles.end}>
        <IconButton label={t('bulk.clear')} keys="escape" onClick={onClear}>
          <IconX size={15} />
        </IconButton>
      </span>
    </div>
  )
}
