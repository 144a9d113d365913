import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUser } from '../../api/session.ts'
import { syncQuery } from '../../api/sync.ts'
import { signOut } from './settings.queries.ts'
import styles from './settings.module.css'

/** Leaves the desk. What is not sent yet stays on this machine for its owner, and the person is told so first. */
export function SignOut() {
  const { t } = useTranslation('settings')
  const queries = useQueryClient()
  const user = useUser()
  const waiting = useQuery(syncQuery()).data?.waiting ?? 0
  const [asked, setAsked] = useState(false)
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      // Whoever comes next has nothing to do with what was said to this person.
      notifications.clean()
      return queries.resetQueries()
    },
  })
  const onSignOut = () => (waiting > 0 && !asked ? setAsked(true) : leave.mutate())
  return (
    <div className={styles.line}>
      <div>
        <p>{t('signed-in', { name: user?.name ?? '' })}</p>
        {user && <p className={styles.hint}>{t(`states:role.${user.role}`)}</p>}
        {asked && (
          <p className={styles.warning} role="alert">
            ◆ {t('waiting', { count: waiting })}
          </p>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        {asked && (
          <Button variant="default" onClick={() => setAsked(false)}>
            {t('common:do.cancel')}
          </Button>
        )}
        <Button variant="default" loading={leave.isPending} onClick={onSignOut}>
          {t(asked ? 'sign-out-anyway' : 'sign-out')}
        </Button>
      </Group>
    </div>
  )
}
