import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteDraftId } from '#shared/contract/draft-ids.ts'
import type { CaseView } from '#shared/contract/views.ts'
import { actionOf } from '../../case-parts/actions/case-actions.ts'
import { offered } from '../../case-parts/actions/offered.ts'
import { caseQuery } from '../../case-parts/case.queries.ts'
import { draftQuery } from '../../case-parts/drafts/use-draft.ts'
import { ConflictItem } from '../../case-parts/conflict/conflict-item.tsx'
import { awaitField } from '../../ui/held-keys.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { SlowSkeleton } from '../../ui/slow-skeleton.tsx'
import styles from './case.module.css'
import { useOpenAction } from './case.store.ts'
import { FactsColumn } from './facts/facts-column.tsx'
import type { PasscodeHandle } from './facts/passcode-card.tsx'
import { ActionPanel } from './header/action-panel.tsx'
import { CaseHeader } from './header/case-header.tsx'
import { NoteComposer } from './timeline/note-composer.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { useCaseAct } from './use-case-act.ts'
import { useCaseShortcuts } from './use-case-shortcuts.ts'

/** One case: what it is, what comes next, what happened, and what is known. */
export function CaseRoute({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('case')
  const { data: view, error, isPending, refetch } = useQuery(caseQuery(caseId))
  const note = useQuery(draftQuery(noteDraftId(caseId)))
  if (error) return <ErrorNote title={t('route.failed')} onRetry={() => void refetch()} />
  if (isPending || note.isPending) return <SlowSkeleton lines={12} />
  if (view === null) return <EmptyState title={t('route.absent')} text={t('route.absentText')} />
  return <OpenCase key={caseId} view={view} />
}

function OpenCase({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('case')
  const caseId = view.serviceCase.id
  const { start, act, busy, refusal } = useCaseAct(view)
  const can = offered(view)
  const [menuOpen, setMenuOpen] = useState(false)
  const [shows, setShows] = useState<'history' | 'facts'>('history')
  const open = useOpenAction((store) => (store.open?.caseId === caseId ? store.open.command : null))
  const openForm = open === null ? undefined : actionOf(open)
  const { scroller, toEnd } = useStayAtEnd(view.timeline.length)

  const note = useRef<HTMLTextAreaElement>(null)
  const passcode = useRef<PasscodeHandle>(null)
  const assign = (ownerId: string | null) =>
    void act('case.assign', { caseId, ownerId, expects: { ownerId: view.serviceCase.ownerId } })

  useCaseShortcuts({
    view,
    can,
    onStart: start,
    onAssign: assign,
    onMenu: () => setMenuOpen(true),
    onNote: () => {
      setShows('history')
      note.current?.focus()
      if (document.activeElement === note.current) return
      // In a narrow pane the field is there only once the history is shown.
      awaitField()
      requestAnimationFrame(() => note.current?.focus())
    },
    onPasscode: () => {
      setShows('facts')
      passcode.current?.reveal()
    },
  })

  return (
    <article className={styles['case']} aria-label={view.serviceCase.productName}>
      <CaseHeader
        view={view}
        can={can}
        busy={busy}
        menuOpen={menuOpen}
        onMenu={setMenuOpen}
        onStart={start}
        onAssign={assign}
      />
      {(refusal || view.conflicts.length > 0) && (
        <div className={styles['alerts']}>
          {refusal && <RefusalNote error={refusal} />}
          {view.conflicts.map((conflict) => (
            <ConflictItem key={conflict.id} conflict={conflict} inCase />
          ))}
        </div>
      )}
      {openForm && <ActionPanel key={openForm.command} view={view} action={openForm} />}
      <div className={styles['switch']}>
        <SegmentedControl
          fullWidth
          aria-label={t('route.shows')}
          value={shows}
          onChange={(value) => setShows(value === 'facts' ? 'facts' : 'history')}
          data={[
            { value: 'history', label: t('timeline.heading') },
            { value: 'facts', label: t('route.facts') },
          ]}
        />
      </div>
      <div className={styles['columns']} data-shows={shows}>
        <div className={styles['history']}>
          <section
            className={styles['scroll']}
            ref={scroller}
            // A scrolling region must be reachable by key.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-label={t('timeline.heading')}
          >
            <Timeline entries={view.timeline} />
          </section>
          <NoteComposer caseId={caseId} field={note} onSaved={toEnd} />
        </div>
        <FactsColumn view={view} fee={can.fee} onStart={start} passcode={passcode} />
      </div>
    </article>
  )
}

/** The history opens at its end, and stays there while new lines come, unless the person has scrolled up to read. */
function useStayAtEnd(length: number) {
  const scroller = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  const toEnd = useCallback(() => {
    atEnd.current = true
  }, [])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const watch = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 48
    }
    element.addEventListener('scroll', watch, { passive: true })
    // A form or a conflict above it makes it lower.
    const size = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    })
    size.observe(element)
    return () => {
      element.removeEventListener('scroll', watch)
      size.disconnect()
    }
  }, [])
  useEffect(() => {
    const element = scroller.current
    if (element && atEnd.current) element.scrollTop = element.scrollHeight
  }, [length])
  return { scroller, toEnd }
}
