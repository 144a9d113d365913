import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useApplyPreferences } from './apply-preferences.ts'
import { useKeyHandler } from './key-handler.ts'
import { SessionGate } from './session-gate.tsx'
import { Shell } from './shell/shell.tsx'

/** The window: who is at the desk, then the desk. */
export function App() {
  useApplyPreferences()
  useKeyHandler()
  return (
    // oxlint-disable-next-line react/hooks -- wouter takes its location hook as a value
    <Router hook={useHashLocation}>
      <SessionGate>
        <Shell />
      </SessionGate>
    </Router>
  )
}
