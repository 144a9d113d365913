import { useMemo } from 'react'
import { z } from 'zod'
import { useSetting } from '../../api/settings.ts'
import { tabAfter, withTab, withoutTab } from './tabs.ts'

const Tabs = z.array(z.uuid()).max(50)
const NONE: readonly string[] = []

/** The cases that are kept open as tabs: kept on the device, and there again after a restart. */
export function useTabs() {
  const [kept, keep] = useSetting('tabs', Tabs)
  const ids = kept ?? NONE
  return useMemo(
    () => ({
      ids,
      has: (caseId: string | undefined) => caseId !== undefined && ids.includes(caseId),
      add: (caseId: string) => keep([...withTab(ids, caseId)]),
      remove: (caseId: string) => keep([...withoutTab(ids, caseId)]),
      /** The tab that takes the place of one that is closed. */
      after: (caseId: string) => tabAfter(ids, caseId),
    }),
    [ids, keep],
  )
}
