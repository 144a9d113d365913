import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUser } from '../../api/session.ts'
import { SignInForm } from '../../features/session/sign-in-form.tsx'

/** The session has run out while the desk works on: signing in again sends what waits. */
export function SignInAgain({ shown, hide }: { readonly shown: boolean; readonly hide: () => void }) {
  const { t } = useTranslation('shell')
  const user = useUser()
  return (
    <Modal
      opened={shown}
      onClose={hide}
      title={t('sync.sign-in-again')}
      size={360}
      closeButtonProps={{ 'aria-label': t('common:do.close') }}
    >
      <SignInForm lastUsername={user?.username ?? null} onSignedIn={hide} />
    </Modal>
  )
}
