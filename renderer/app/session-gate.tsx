import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/session.ts'
import { Notices } from '../features/session/notices.tsx'
import { SignInRoute } from '../features/session/sign-in-route.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { AfterPatience } from '../ui/slow-skeleton.tsx'
import { usePageMessages } from './page-messages.ts'
import styles from './shell/shell.module.css'

type Props = {
  /** The desk is drawn, still without anything in it, before it is known who sits there. */
  readonly wasHere: boolean
  readonly children: ReactNode
}

/** Shows the desk to whoever is signed in, the sign-in to anyone else, and plain words where neither can be had. */
export function SessionGate({ wasHere, children }: Props) {
  const { t } = useTranslation('shell')
  const session = useQuery(sessionQuery())
  const [failure, setFailure] = useState<{ readonly code: string; readonly detail: string } | null>(null)
  usePageMessages((message) => {
    if (message.type === 'skranke-failed') setFailure(message)
  })
  if (failure) {
    const text = t(`errors:${failure.code}`, { defaultValue: failure.detail })
    return (
      <main className={styles.alone}>
        <ErrorNote title={t('start-failed')} text={text} />
      </main>
    )
  }
  if (session.isError && !session.data)
    return (
      <main className={styles.alone}>
        <ErrorNote title={t('start-failed')} text={t('errors:call.failed')} onRetry={() => void session.refetch()} />
      </main>
    )
  if (!session.data && !wasHere)
    return (
      <main className={styles.alone}>
        <AfterPatience>
          <output>{t('starting')}</output>
        </AfterPatience>
      </main>
    )
  return (
    <>
      {session.data?.user === null ? <SignInRoute /> : children}
      <Notices />
    </>
  )
}
