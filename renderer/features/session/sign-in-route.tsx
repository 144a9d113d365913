import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pageHost } from '../../api/page-host.ts'
import { sessionQuery } from '../../api/session.ts'
import { syncQuery } from '../../api/sync.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { StatusDot } from '../../ui/status-dot.tsx'
import styles from './session.module.css'
import { SignInForm } from './sign-in-form.tsx'

/** The first screen: who is at the desk. */
export function SignInRoute() {
  const { t } = useTranslation('shell')
  const { moment } = useFormat()
  const session = useQuery(sessionQuery()).data
  const offline = useQuery(syncQuery()).data?.state === 'offline'
  const last = session?.lastUsername ?? null
  return (
    <main className={styles.screen}>
      <div className={styles.card}>
        <h1 className={styles.name}>{t('app')}</h1>
        <SignInForm key={last} lastUsername={last} />
        {offline && (
          <p className={styles.note}>
            <StatusDot tone="warning" />
            {last ? t('sign-in.offline', { name: last }) : t('sign-in.offline-nobody')}
          </p>
        )}
        {last && session?.offlineUntil && (
          <p className={styles.hint}>{t('sign-in.until', { name: last, moment: moment(session.offlineUntil) })}</p>
        )}
        {session && !session.release && <p className={styles.hint}>{t('sign-in.demo')}</p>}
        {pageHost()?.notForRelease && <p className={styles.hint}>{t('not-release')}</p>}
      </div>
    </main>
  )
}
