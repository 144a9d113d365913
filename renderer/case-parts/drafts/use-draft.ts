import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { keys } from '../../api/query-keys.ts'

type Form = Readonly<Record<string, unknown>>
const DELAY_MS = 250

/** What is kept under an id. Asked for before its field is shown, the field is ready with the first key. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.drafts, id],
    queryFn: async () => (await api.drafts.get({ id }))?.form ?? null,
    staleTime: 0,
    gcTime: 0,
  })

/**
 * What is typed and not yet saved, kept on disk under `id` at the latest 250 ms after each keystroke, and when its place is left.
 * `form` is null until the disk has answered. `keep` off: nothing is written (secrets).
 */
export function useDraft<T extends Form>(id: string, start: T, keep = true) {
  const queries = useQueryClient()
  const kept = useQuery({ ...draftQuery(id), enabled: keep })
  const [typed, setTyped] = useState<T | null>(null)
  const due = useRef<{ timer: ReturnType<typeof setTimeout>; form: T } | null>(null)

  const write = useCallback(
    (form: T) => {
      clearTimeout(due.current?.timer)
      due.current = null
      // For whoever opens the same form next, before the disk is asked.
      queries.setQueryData(draftQuery(id).queryKey, form as never)
      void api.drafts.put({ id, form: form as never, passcode: null })
    },
    [id, queries],
  )
  const set = useCallback(
    (form: T) => {
      setTyped(form)
      if (!keep) return
      const since = due.current
      if (since) since.form = form
      else due.current = { form, timer: setTimeout(() => due.current && write(due.current.form), DELAY_MS) }
    },
    [keep, write],
  )
  const clear = useCallback(() => {
    clearTimeout(due.current?.timer)
    due.current = null
    setTyped(null)
    queries.setQueryData(draftQuery(id).queryKey, null)
    if (keep) void api.drafts.remove({ id })
  }, [id, keep, queries])

  useEffect(() => {
    const flush = () => due.current && write(due.current.form)
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [write])

  const restored = keep && kept.data ? { ...start, ...(kept.data as Partial<T>) } : null
  const ready = !keep || !kept.isPending
  return { form: typed ?? restored ?? start, ready, isRestored: typed === null && restored !== null, set, clear }
}
