import { UnstyledButton } from '@mantine/core'
import { IconArrowLeft, IconLayoutList } from '@tabler/icons-react'
import { Fragment, lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from '../i18n/use-translation.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { KbdHint } from '../ui/kbd-hint.tsx'
import { backToList } from '../case-parts/list/use-list-keys.ts'
import { SlowSkeleton } from '../ui/slow-skeleton.tsx'
import { SplitPane } from '../ui/split-pane.tsx'
import { rememberOpened } from './palette/palette.store.ts'
import styles from './shell/shell.module.css'
import { usePaneWidth } from './pane-width.ts'
import { CaseTabs } from './tabs/case-tabs.tsx'

const CaseRoute = lazy(async () => ({ default: (await import('../features/service-case/case-route.tsx')).CaseRoute }))

type Props = {
  readonly list: ReactNode
  /** What the list is called, on the way back to it. */
  readonly listName: string
  readonly caseId: string | undefined
  readonly onOpen: (caseId: string) => void
  readonly onClose: () => void
}

/**
 * A list, and beside it the case that was opened from it, under the cases that are kept open as tabs. In a narrow window the case has
 * the place of the list until one goes back.
 */
export function DeskView({ list, listName, caseId, onOpen, onClose }: Props) {
  const { t } = useTranslation('queue')
  const [width, keepWidth] = usePaneWidth()
  useEffect(() => {
    if (caseId !== undefined) rememberOpened(caseId)
  }, [caseId])
  return (
    <SplitPane
      start={list}
      alone={caseId === undefined ? 'start' : 'end'}
      end={
        <div className={styles.casePane}>
          {caseId !== undefined && (
            <UnstyledButton
              className={styles.back}
              aria-keyshortcuts="Escape"
              onClick={() => {
                onClose()
                backToList()
              }}
            >
              <IconArrowLeft size={15} aria-hidden="true" />
              <span className="sk-truncate">{listName}</span>
              <KbdHint keys="escape" />
            </UnstyledButton>
          )}
          <CaseTabs caseId={caseId} onOpen={onOpen} onClose={onClose} />
          <div className={styles.case}>
            {caseId === undefined ? (
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
            )}
          </div>
        </div>
      }
      initial={width}
      min={340}
      minEnd={420}
      label={t('shell:resize')}
      onResized={keepWidth}
    />
  )
}

/** The keys of the list and what they do, there where the eye rests while nothing is open. */
function ListKeys() {
  const { t } = useTranslation('queue')
  const keys = [
    ['j', t('next')],
    ['k', t('previous')],
    ['enter', t('open')],
    ['n', t('shell:new-case')],
    ['/', t('shell:search')],
    ['?', t('shell:help')],
  ] as const
  return (
    <dl className={styles.keys} aria-hidden="true">
      {keys.map(([key, words]) => (
        <Fragment key={key}>
          <dt>
            <KbdHint keys={key} />
          </dt>
          <dd>{words}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
