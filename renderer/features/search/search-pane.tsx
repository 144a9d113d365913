import { IconSearch, IconZoomQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { CaseList } from '../../case-parts/list/case-list.tsx'
import { linesOf } from '../../case-parts/list/lines.ts'
import { useListKeys } from '../../case-parts/list/use-list-keys.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Pane } from '../../ui/pane.tsx'
import { useMarkedCells } from './marking/use-marked-cells.ts'
import styles from './search.module.css'
import { SEARCH_LIMIT, searchQuery } from './search.queries.ts'
import { setSearchActive, useSearch } from './search.store.ts'

const NONE: readonly never[] = []
const SLOW_MS = 200

type Props = {
  /** The case beside the list. */
  readonly openId: string | undefined
  readonly onOpen: (caseId: string) => void
  readonly onClose: () => void
}

/** What was found, newest first, each with what in it matched; partly, while it is still being looked for. */
export function SearchPane({ openId, onOpen, onClose }: Props) {
  const { t } = useTranslation('search')
  const text = useSearch(({ asked }) => asked)
  const chosen = useSearch(({ active }) => openId ?? active)
  const search = useQuery(searchQuery(text))
  const settled = text !== '' && search.isSuccess && !search.isPlaceholderData
  const hits = text === '' ? NONE : (search.data?.hits ?? NONE)
  // Enter opens the first one, unless somebody has gone to another.
  const activeId = chosen ?? hits[0]?.id
  const bounded = settled && search.data.more && hits.length >= SEARCH_LIMIT
  const looking = settled && search.data.more && !bounded && search.isFetching
  // What is shown may still be what another text found.
  const found = search.data?.text ?? text
  const cells = useMarkedCells(found)
  const lines = useMemo(() => linesOf(hits, null, true), [hits])
  const open = useCallback(
    (caseId: string) => {
      setSearchActive(caseId)
      onOpen(caseId)
    },
    [onOpen],
  )
  useListKeys({
    ids: useMemo(() => hits.map((hit) => hit.id), [hits]),
    activeId,
    setActive: setSearchActive,
    open,
    close: onClose,
  })
  const nothing = settled && !looking && hits.length === 0
  return (
    <Pane
      title={t('label')}
      count={
        <output>
          {settled && (!looking || hits.length > 0) && t(bounded ? 'hits-or-more' : 'hits', { count: hits.length })}
        </output>
      }
    >
      {text === '' && <EmptyState icon={<IconSearch size={28} stroke={1.5} />} title={t('label')} text={t('hint')} />}
      {search.isError && <ErrorNote title={t('error')} onRetry={() => void search.refetch()} />}
      {nothing && (
        <EmptyState
          icon={<IconZoomQuestion size={28} stroke={1.5} />}
          title={t('none.title', { text })}
          text={t('none.text')}
        />
      )}
      {hits.length > 0 && (
        <CaseList
          lines={lines}
          listKey={found}
          topKey={found}
          label={t('list', { text: found })}
          activeId={activeId}
          onOpen={open}
          cells={cells}
        />
      )}
      {looking && <LookingNote found={hits.length} />}
      {bounded && <p className={styles.more}>{t('more', { count: SEARCH_LIMIT })}</p>}
    </Pane>
  )
}

/** Said only of a search that takes long enough to be noticed. */
function LookingNote({ found }: { readonly found: number }) {
  const { t } = useTranslation('search')
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [])
  return slow ? <output className={styles.more}>{t('looking', { count: found })}</output> : null
}
