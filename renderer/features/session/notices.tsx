import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Notice } from '#shared/contract/notice.ts'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { sessionQuery } from '../../api/session.ts'
import { StatusDot } from '../../ui/status-dot.tsx'
import styles from './session.module.css'

/** What became of a person's file, in words, until somebody says that they have seen it. */
export function Notices() {
  const notices = useQuery(sessionQuery()).data?.notices ?? []
  if (notices.length === 0) return null
  return (
    <div className={styles.notices}>
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function OneNotice({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation('shell')
  const queries = useQueryClient()
  const seen = useMutation({
    mutationFn: () => api.session.dismiss({ id: notice.id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.session }),
  })
  const { kind, username: name, file, commands, conflicts, drafts, complete } = notice
  const what = t('notice.what', { commands, conflicts, drafts })
  return (
    <div className={styles.notice} role="alert" data-testid="notice" data-kind={kind}>
      <p>
        <StatusDot tone="warning" /> {t(`notice.${kind}`, { name, what, file })}
      </p>
      {!complete && <p>{t('notice.incomplete')}</p>}
      <Button variant="default" size="compact-sm" loading={seen.isPending} onClick={() => seen.mutate()}>
        {t('notice.seen')}
      </Button>
    </div>
  )
}
