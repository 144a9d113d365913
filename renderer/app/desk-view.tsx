import { IconLayoutList } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/empty-state.tsx'
import { KbdHint } from '../ui/kbd-hint.tsx'
import { SlowSkeleton } from '../ui/slow-skeleton.tsx'
import { SplitPane } from '../ui/split-pane.tsx'
import { rememberOpened } from './palette/palette.store.ts'
import styles from './shell/shell.module.css'
import { keepPaneWidth, usePaneWidth } from './pane-width.ts'

const CaseRoute = lazy(async () => ({ default: (await import('../features/service-case/case-route.tsx')).CaseRoute }))

/** A list, and beside it the case that was opened from it. */
export function DeskView({ list, caseId }: { readonly list: ReactNode; readonly caseId: string | undefined }) {
  const { t } = useTranslation('queue')
  const width = usePaneWidth()
  useEffect(() => {
    if (caseId !== undefined) rememberOpened(caseId)
  }, [caseId])
  return (
    <SplitPane
      start={list}
      end={
        caseId === undefined ? (
          <EmptyState
            icon={<IconLayoutList size={28} stroke={1.5} />}
            title={t('select.title')}
            text={t('select.text')}
            action={<ListKeys />}
          />
        ) : (
          <Suspense fallback={<SlowSkeleton />}>
            <CaseRoute key={caseId} caseId={caseId} />
          </Suspense>
        )
      }
      initial={width}
      min={340}
      minEnd={420}
      label={t('shell:resize')}
      onResized={keepPaneWidth}
    />
  )
}

/** The keys of the list, there where the eye rests while nothing is open. */
function ListKeys() {
  return (
    <span className={styles.keys} aria-hidden="true">
      {['j', 'k', 'enter', 'n', '/', '?'].map((keys) => (
        <KbdHint key={keys} keys={keys} />
      ))}
    </span>
  )
}
