import { useQuery } from '@tanstack/react-query'
import { lazy, useCallback } from 'react'
import { useTranslation } from '../i18n/use-translation.ts'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { QueueName } from '#shared/domain/queue.ts'
import { sessionQuery } from '../api/session.ts'
import { QueuePane } from '../features/queue/queue-pane.tsx'
import { SearchPane } from '../features/search/search-pane.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { DeskView } from './desk-view.tsx'
import { showHelp } from './palette/palette.store.ts'
import { HOME, paths } from './paths.ts'
import { useTabs } from './tabs/use-tabs.ts'

const IntakeRoute = lazy(async () => ({ default: (await import('../features/intake/intake-route.tsx')).IntakeRoute }))
const WorkbenchRoute = lazy(async () => ({
  default: (await import('../features/workbench/workbench-route.tsx')).WorkbenchRoute,
}))
const ConflictsRoute = lazy(async () => ({
  default: (await import('../features/conflicts/conflicts-route.tsx')).ConflictsRoute,
}))
const SettingsRoute = lazy(async () => ({
  default: (await import('../features/settings/settings-route.tsx')).SettingsRoute,
}))
const GalleryRoute = lazy(async () => ({
  default: (await import('../features/gallery/gallery-route.tsx')).GalleryRoute,
}))

/** Which screen an address is. A page's code is fetched when it is first opened. */
export function Routes() {
  const { t } = useTranslation('shell')
  const release = useQuery(sessionQuery()).data?.release
  return (
    <Switch>
      <Route path="/">
        <Redirect to={HOME} replace />
      </Route>
      <Route path="/q/:queue/:caseId?">
        {({ queue, caseId }) => <Desk queue={QueueName.safeParse(queue).data ?? 'mine'} caseId={caseId} />}
      </Route>
      <Route path="/search/:caseId?">{({ caseId }) => <Desk queue={null} caseId={caseId} />}</Route>
      <Route path={paths.intake}>
        <IntakeRoute />
      </Route>
      <Route path="/workbench/:caseId?">
        {({ caseId }) => <WorkbenchRoute {...(caseId === undefined ? {} : { caseId })} />}
      </Route>
      <Route path={paths.conflicts}>
        <ConflictsRoute />
      </Route>
      <Route path={paths.settings}>
        <SettingsRoute onShowKeys={showHelp} />
      </Route>
      {release === false && (
        <Route path={paths.gallery}>
          <GalleryRoute />
        </Route>
      )}
      <Route>
        <EmptyState title={t('not-found.title')} text={t('not-found.text')} />
      </Route>
    </Switch>
  )
}

type DeskProps = {
  /** Null: what was found. */
  readonly queue: QueueName | null
  readonly caseId: string | undefined
}

/** A list and the case beside it. */
function Desk({ queue, caseId }: DeskProps) {
  const { t } = useTranslation('queue')
  const [, navigate] = useLocation()
  const tabs = useTabs()
  const open = useCallback(
    (id: string) => navigate(queue === null ? paths.searchCase(id) : paths.case(queue, id)),
    [navigate, queue],
  )
  const close = () => navigate(queue === null ? paths.search : paths.queue(queue))
  const leaveSearch = () => navigate(caseId === undefined ? HOME : paths.search)
  return (
    <DeskView
      // Whose keys were registered last answers first: the case is drawn anew with another list.
      key={queue === null ? 'search' : 'queue'}
      caseId={caseId}
      onOpen={open}
      onClose={close}
      listName={queue === null ? t('search:label') : t(`name.${queue}`)}
      list={
        queue === null ? (
          <SearchPane openId={caseId} onOpen={open} onClose={leaveSearch} />
        ) : (
          <QueuePane queue={queue} openId={caseId} onOpen={open} onOpenTab={tabs.add} onClose={close} />
        )
      }
    />
  )
}
