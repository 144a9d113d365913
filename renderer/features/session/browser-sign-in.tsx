import { Button, Divider } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { CallError } from '../../api/call-error.ts'
import { errorText } from '../../i18n/error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import styles from './session.module.css'
import { methodsQuery, useBrowserSignIn } from './session.queries.ts'

type Props = { readonly onSignedIn?: () => void }

/** The way in through the organisation's own sign-in page, where the backend has one. */
export function BrowserSignIn({ onSignedIn }: Props) {
  const { t } = useTranslation('shell')
  const { language } = useFormat()
  const provider = useQuery(methodsQuery()).data?.browser?.name
  const signIn = useBrowserSignIn()
  if (provider === undefined) return null

  const begin = () =>
    signIn.mutate(
      { title: t('sign-in.browser-done'), text: t('sign-in.browser-close') },
      { onSuccess: () => onSignedIn?.() },
    )
  const refusal = signIn.error instanceof CallError ? signIn.error.error : null
  return (
    <div className={styles.form}>
      <Divider label={t('sign-in.browser-or')} labelPosition="center" />
      {signIn.error && <ErrorNote title={refusal ? errorText(refusal, t, language) : t('errors:call.failed')} />}
      <Button variant="default" size="sm" fullWidth onClick={begin} data-testid="browser-sign-in">
        {signIn.isPending ? t('sign-in.browser-again') : t('sign-in.browser', { provider })}
      </Button>
      <output className={styles.note}>{signIn.isPending && t('sign-in.browser-waiting')}</output>
    </div>
  )
}
