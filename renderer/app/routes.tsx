import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, useCallback } from 'react'
import { useTranslation } from '../i18n/use-translation.ts'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
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
        {({ queue, caseId }) => <QueueView queue={QueueName.safeParse(queue).data ?? 'mine'} caseId={caseId} />}
      </Route>
      <Route path="/search/:caseId?">{({ caseId }) => <SearchView caseId={caseId} />}</Route>
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
        <EmptyState
          title={t('not-found.title')}
          action={
            <Button component={Link} href={HOME} variant="default">
              {t('not-found.do')}
            </Button>
          }
        />
      </Route>
    </Switch>
  )
}

function QueueView({ queue, caseId }: { readonly queue: QueueName; readonly caseId: string | undefined }) {
  const { t } = useTranslation('queue')
  const [, navigate] = useLocation()
  const tabs = useTabs()
  const open = useCallback((id: string) => navigate(paths.case(queue, id)), [navigate, queue])
  const close = () => navigate(paths.queue(queue))
  return (
    <DeskView
      caseId={caseId}
      onOpen={open}
      onClose={close}
      listName={t(`name.${queue}`)}
      list={<QueuePane queue={queue} openId={caseId} onOpen={open} onOpenTab={tabs.add} onClose={close} />}
    />
  )
}

function SearchView({ caseId }: { readonly caseId: string | undefined }) {
  const { t } = useTranslation('search')
  const [, navigate] = useLocation()
  const open = useCallback((id: string) => navigate(paths.searchCase(id)), [navigate])
  const close = () => navigate(caseId === undefined ? HOME : paths.search)
  return (
    <DeskView
      caseId={caseId}
      onOpen={open}
      onClose={() => navigate(paths.search)}
      listName={t('label')}
      list={<SearchPane openId={caseId} onOpen={open} onClose={close} />}
    />
  )
}
