import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useUser } from '../../api/session.ts'
import { readSetting, saveSoon, settingsQuery } from '../../api/settings.ts'
import { caseQuery } from '../../case-parts/case.queries.ts'
import { setActive, useQueueView } from '../../features/queue/queue.store.ts'
import { paths } from '../paths.ts'
import { isQueueAlone, Shown, shownAt } from './shown.ts'

const SETTING = 'shown'

/**
 * Whoever comes back finds the window as they left it: the queue, the row that was selected, and the case that was open. The window
 * opens at the queue that it showed last, whoever sat there; the rest follows when it is known who sits here now, unless the person or
 * a link from outside has gone somewhere by then.
 */
export function useShown(): void {
  const [location, navigate] = useLocation()
  const queries = useQueryClient()
  const userId = useUser()?.id
  const here = useRef(location)
  /** What is kept of this person; null until it has been read, and nothing is written before. */
  const kept = useRef<{ readonly shown: Shown | null } | null>(null)

  const keep = useCallback(() => {
    if (kept.current === null) return
    const { shown } = kept.current
    const next = shownAt(here.current, shown, (queue) => useQueueView.getState().active[queue])
    if (next === null || JSON.stringify(next) === JSON.stringify(shown)) return
    kept.current = { shown: next }
    saveSoon(SETTING, next)
  }, [])

  useEffect(() => {
    here.current = location
    keep()
  }, [location, keep])

  useEffect(() => {
    if (userId === undefined) return
    const opened = here.current
    const { active } = useQueueView.getState()
    let left = false
    const isStill = () => here.current === opened && useQueueView.getState().active === active
    void lastShown(queries).then((shown) => {
      if (left) return
      if (shown !== null && isQueueAlone(opened) && isStill()) {
        if (shown.row !== null) setActive(shown.queue, shown.row)
        const place = shown.open && shown.row !== null ? paths.case(shown.queue, shown.row) : paths.queue(shown.queue)
        if (place !== opened) {
          here.current = place
          navigate(place, { replace: true })
        }
      }
      kept.current = { shown }
      keep()
    })
    const stop = useQueueView.subscribe((now, before) => now.active !== before.active && keep())
    return () => {
      left = true
      kept.current = null
      stop()
    }
  }, [userId, queries, navigate, keep])
}

/** What this person was shown last, without a case that is on this device no more. */
async function lastShown(queries: QueryClient): Promise<Shown | null> {
  try {
    const settings = await queries.fetchQuery({ ...settingsQuery(), staleTime: 0 })
    const shown = readSetting(settings[SETTING], Shown)
    if (!shown?.open || shown.row === null) return shown
    const view = await queries.fetchQuery(caseQuery(shown.row))
    return view === null ? { ...shown, row: null, open: false } : shown
  } catch {
    return null
  }
}
