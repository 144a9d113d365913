import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { QuarantineItem, SettledAs } from '#shared/sync/quarantine.ts'
import { CallError, unwrap } from '../../api/call-error.ts'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'
import { useUser } from '../../api/session.ts'
import { paths } from '../../app/paths.ts'
import { kindOfField } from '../../case-parts/words/field-kinds.ts'
import { showValue } from '../../case-parts/words/say.ts'
import { useSay } from '../../case-parts/words/use-say.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import styles from './conflicts.module.css'

const LOOK_AGAIN_MS = 60_000
const APPROVALS = [...keys.conflicts, 'approvals']

/** For whoever supervises: what others could not do themselves, each with its input. Nothing where nothing waits. */
export function Approvals() {
  const { t } = useTranslation('conflicts')
  const mayDecide = useUser()?.permissions.includes('case.supervise') ?? false
  const { data, error } = useQuery({
    queryKey: APPROVALS,
    queryFn: async () => unwrap(await api.quarantine.list()),
    enabled: mayDecide,
    refetchInterval: LOOK_AGAIN_MS,
    retry: false,
  })
  if (!mayDecide) return null
  if (error) return <p className={styles['lead']}>{t('approvals.offline')}</p>
  if (!data || data.length === 0) return null
  return (
    <section aria-label={t('approvals.title')} data-testid="approvals">
      <header className={styles['head']}>
        <h2 className={styles['title']}>{t('approvals.title')}</h2>
        <p className={styles['lead']}>{t('approvals.lead', { count: data.length })}</p>
      </header>
      <ul className={styles['list']}>
        {data.map((item) => (
          <li key={item.id} className={styles['row']}>
            <Approval item={item} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Approval({ item }: { readonly item: QuarantineItem }) {
  const { t } = useTranslation('conflicts')
  const { moment } = useFormat()
  const say = useSay()
  const queries = useQueryClient()
  const settle = useMutation({
    mutationFn: async (as: SettledAs) => unwrap(await api.quarantine.settle({ id: item.id, as })),
    onSuccess: () => queries.invalidateQueries({ queryKey: APPROVALS }),
  })
  const refusal = settle.error instanceof CallError ? settle.error.error : null
  return (
    <article className={styles['approval']}>
      <h3>{item.kind === 'draft' ? t('approvals.draft') : say.t(`commands:${item.name}.do`)}</h3>
      <p className={styles['lead']}>
        {t('by', { who: item.personName, when: moment(item.actAt) })} · {t(`approvals.kind.${item.kind}`)}
        {item.caseId !== null && (
          <>
            {' · '}
            <Link href={paths.case('mine', item.caseId)} className={styles['link']}>
              {t('openCase')}
            </Link>
          </>
        )}
      </p>
      <DefinitionList facts={inputOf(item, say)} />
      {refusal && <RefusalNote error={refusal} />}
      <div className={styles['approvalButtons']}>
        {item.kind !== 'draft' && (
          <Button disabled={settle.isPending} onClick={() => settle.mutate('adopted')}>
            {t('approvals.adopt')}
          </Button>
        )}
        <Button variant="default" disabled={settle.isPending} onClick={() => settle.mutate('dismissed')}>
          {t('approvals.dismiss')}
        </Button>
      </div>
    </article>
  )
}

/** What the person wrote; ids and bases say nothing to a reader. */
function inputOf({ body }: QuarantineItem, say: ReturnType<typeof useSay>): { label: string; value: string }[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  return Object.entries(body).flatMap(([name, value]) => {
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value) && value !== ''
    if (!isPlain || name === 'caseId' || name.endsWith('Id')) return []
    const kind = name === 'amount' ? 'money' : kindOfField(name)
    return [{ label: say.t(`common:field.${name}`, { defaultValue: name }), value: showValue({ kind, value }, say) }]
  })
}
