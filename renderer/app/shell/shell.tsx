import { lazy, Suspense } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useLocation } from 'wouter'
import { StatusBar } from '../../features/sync-status/status-bar.tsx'
import { SlowSkeleton } from '../../ui/slow-skeleton.tsx'
import { usePalette } from '../palette/palette.store.ts'
import { paths } from '../paths.ts'
import { Routes } from '../routes.tsx'
import { useShown } from '../shown/use-shown.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { useOpenCase } from './use-open-case.ts'
import { useShellActions } from './use-shell-actions.ts'
import { useSignInAgain } from './use-sign-in-again.ts'

const Dialogs = lazy(async () => ({ default: (await import('./dialogs.tsx')).Dialogs }))

/** Rail, page and status bar: always in the same place. */
export function Shell() {
  const { t } = useTranslation('shell')
  const [location] = useLocation()
  const openCase = useOpenCase()
  const signInAgain = useSignInAgain()
  const settled = useSettled()
  const asked = usePalette(({ open }) => open !== null) || signInAgain.shown
  useShellActions()
  useShown()
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#page" onClick={focusPage}>
        {t('skip')}
      </a>
      <Rail />
      <main id="page" className={styles.page} tabIndex={-1}>
        <ErrorBoundary key={location.split('/')[1]}>
          <Suspense fallback={<SlowSkeleton />}>
            <Routes />
          </Suspense>
        </ErrorBoundary>
      </main>
      <div className={styles.foot}>
        <StatusBar conflictsPath={paths.conflicts} onSignIn={signInAgain.show} />
      </div>
      {(settled || asked) && (
        <Suspense fallback={null}>
          <Dialogs onOpenCase={openCase} signInAgain={signInAgain} />
        </Suspense>
      )}
    </div>
  )
}

/** The address after `#` is the route: the link moves the focus and nothing else. */
function focusPage(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.getElementById('page')?.focus()
}
