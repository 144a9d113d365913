import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallError } from '../../api/call-error.ts'
import { errorText } from '../../i18n/error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { BrowserSignIn } from './browser-sign-in.tsx'
import styles from './session.module.css'
import { useSignIn } from './session.queries.ts'

type Props = { readonly lastUsername: string | null; readonly onSignedIn?: () => void }

/** User name and password, or the organisation's own page; what is wrong stands beside the field it is about. */
export function SignInForm({ lastUsername, onSignedIn }: Props) {
  const { t } = useTranslation('shell')
  const { language } = useFormat()
  const signIn = useSignIn()
  const [username, setUsername] = useState(lastUsername ?? '')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)

  const refusal = signIn.error instanceof CallError ? signIn.error.error : null
  const wrong = refusal?.code === 'auth.wrong' ? errorText(refusal, t, language) : null
  // Nothing of theirs is on this machine yet that could be said to be saved.
  const problem =
    refusal?.code === 'network.offline'
      ? t('sign-in.offline-nobody')
      : refusal
        ? errorText(refusal, t, language)
        : t('errors:call.failed')
  const usernameError = tried && username.trim() === '' ? t('sign-in.username-missing') : null
  const passwordError =
    tried && password === '' ? t('sign-in.password-missing') : wrong && <span role="alert">{wrong}</span>

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (username.trim() === '' || password === '') return
    signIn.mutate({ username: username.trim(), password }, { onSuccess: () => onSignedIn?.() })
  }
  return (
    <>
      <form className={styles.form} onSubmit={submit} noValidate aria-label={t('sign-in.title')}>
        <TextInput
          label={t('sign-in.username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus={lastUsername === null || undefined}
          // The first thing to do in this form, and there is nothing else to read.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={lastUsername === null}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          error={usernameError}
        />
        <PasswordInput
          label={t('sign-in.password')}
          name="password"
          autoComplete="current-password"
          data-autofocus={lastUsername !== null || undefined}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={lastUsername !== null}
          value={password}
          onChange={(event) => {
            setPassword(event.currentTarget.value)
            signIn.reset()
          }}
          error={passwordError}
        />
        {signIn.error && !wrong && <ErrorNote title={problem} />}
        <Button type="submit" size="sm" fullWidth loading={signIn.isPending}>
          {t('sign-in.do')}
        </Button>
      </form>
      <BrowserSignIn {...(onSignedIn && { onSignedIn })} />
    </>
  )
}
