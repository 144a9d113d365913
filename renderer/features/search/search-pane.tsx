import { IconSearch, IconZoomQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CaseList } from '../../case-parts/list/case-list.tsx'
import { useListKeys } from '../../case-parts/list/use-list-keys.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Pane } from '../../ui/pane.tsx'
import styles from './search.module.css'
import { SEARCH_LIMIT, searchQuery } from './search.queries.ts'
import { setSearchActive, useFramed, useSearch } from './search.store.ts'

type Props = {
  /** The case beside the list. */
  readonly openId: string | undefined
  readonly onOpen: (caseId: string) => void
  readonly onClose: () => void
}

const NONE: readonly never[] = []

/** What was found, newest first, each with what in it matched. */
export function SearchPane({ openId, onOpen, onClose }: Props) {
  const { t } = useTranslation('search')
  const { text: typed, active } = useSearch()
  const activeId = openId ?? active
  const text = useFramed(typed)
  const search = useQuery(searchQuery(text))
  const hits = text === '' ? NONE : (search.data ?? NONE)
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
  const nothing = text !== '' && search.isSuccess && !search.isPlaceholderData && hits.length === 0
  return (
    <Pane
      title={t('label')}
      count={
        <output>
          {text !== '' && search.isSuccess && !search.isPlaceholderData && t('hits', { count: hits.length })}
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
          items={hits}
          label={t('list', { text })}
          selectedId={activeId}
          onOpen={open}
          whyOf={(hit) => (hit.by === 'text' ? t(`states:state.${hit.state}`) : t(`by.${hit.by}`))}
        />
      )}
      {hits.length === SEARCH_LIMIT && <p className={styles.more}>{t('more', { count: SEARCH_LIMIT })}</p>}
    </Pane>
  )
}
