import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ConflictView } from '#shared/contract/views.ts'
import { paths } from '../../app/paths.ts'
import { useActions } from '../../app/shortcuts.ts'
import { conflictsQuery } from '../../case-parts/case.queries.ts'
import { type ConflictHandle, ConflictItem } from '../../case-parts/conflict/conflict-item.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SlowSkeleton } from '../../ui/slow-skeleton.tsx'
import { Approvals } from './approvals.tsx'
import styles from './conflicts.module.css'

/** Everything that was refused and waits for a person: nothing of it is lost, and nothing sent until they choose or a supervisor does. */
export function ConflictsRoute() {
  const { t } = useTranslation('conflicts')
  const { data, error, isPending, refetch } = useQuery(conflictsQuery)
  return (
    <section className={styles['centre']} data-testid="conflict-centre" aria-label={t('title')}>
      <h1 className={styles['heading']}>{t('title')}</h1>
      <Approvals />
      {error ? (
        <ErrorNote title={t('failed')} onRetry={() => void refetch()} />
      ) : isPending ? (
        <SlowSkeleton />
      ) : data.length === 0 ? (
        <EmptyState icon={<IconCircleCheck size={32} />} title={t('empty.title')} text={t('empty.text')} />
      ) : (
        <ConflictList conflicts={data} />
      )}
    </section>
  )
}

function ConflictList({ conflicts }: { readonly conflicts: readonly ConflictView[] }) {
  const { t } = useTranslation('conflicts')
  const [at, setAt] = useState(0)
  const chosen = Math.min(at, conflicts.length - 1)
  const rows = useRef(new Map<number, HTMLLIElement>())
  const handles = useRef(new Map<number, ConflictHandle>())
  const moved = useRef(false)

  const move = (by: number) => {
    moved.current = true
    setAt(Math.max(0, Math.min(conflicts.length - 1, chosen + by)))
  }
  useEffect(() => {
    if (moved.current) rows.current.get(chosen)?.focus()
  }, [chosen])

  const on = (what: keyof ConflictHandle) => () => handles.current.get(chosen)?.[what]()
  useActions([
    {
      id: 'conflicts.next',
      label: t('key.next'),
      keys: ['j', 'arrowdown'],
      group: 'list',
      run: () => move(1),
      keyOnly: true,
    },
    {
      id: 'conflicts.before',
      label: t('key.before'),
      keys: ['k', 'arrowup'],
      group: 'list',
      run: () => move(-1),
      keyOnly: true,
    },
    { id: 'conflicts.keep', label: t('do.keep'), keys: ['1'], group: 'case', run: on('keep') },
    { id: 'conflicts.use', label: t('do.use'), keys: ['2'], group: 'case', run: on('use') },
    { id: 'conflicts.edit', label: t('do.edit'), keys: ['3'], group: 'case', run: on('edit') },
  ])

  return (
    <>
      <p className={styles['listLead']}>{t('lead', { count: conflicts.length })}</p>
      <ul className={styles['list']}>
        {conflicts.map((conflict, i) => (
          // The focus of anything inside makes it the chosen one.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={conflict.id}
            ref={(element) => {
              if (element) rows.current.set(i, element)
              else rows.current.delete(i)
            }}
            className={styles['row']}
            data-chosen={i === chosen || undefined}
            aria-current={i === chosen || undefined}
            tabIndex={-1}
            onFocus={() => setAt(i)}
          >
            <ConflictItem
              conflict={conflict}
              keys={i === chosen}
              handle={(handle) => {
                if (handle) handles.current.set(i, handle)
                else handles.current.delete(i)
              }}
              link={
                conflict.caseId !== null && (
                  <Link href={paths.case('mine', conflict.caseId)} className={styles['link']}>
                    {t('openCase')}
                  </Link>
                )
              }
            />
          </li>
        ))}
      </ul>
    </>
  )
}
