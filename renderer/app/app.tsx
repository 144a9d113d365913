import { useLayoutEffect } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { pageHost } from '../api/page-host.ts'
import { useApplyPreferences } from './apply-preferences.ts'
import { useKeyHandler } from './key-handler.ts'
import { SessionGate } from './session-gate.tsx'
import { Shell } from './shell/shell.tsx'

type Props = {
  /** Somebody has worked in this window before: they most likely still are signed in. */
  readonly wasHere: boolean
}

/** The window: who is at the desk, then the desk. */
export function App({ wasHere }: Props) {
  useApplyPreferences()
  useKeyHandler()
  useLayoutEffect(() => pageHost()?.ready(), [])
  return (
    // oxlint-disable-next-line react/hooks -- wouter takes its location hook as a value
    <Router hook={useHashLocation}>
      <SessionGate wasHere={wasHere}>
        <Shell />
      </SessionGate>
    </Router>
  )
}
