import { calls } from './base.ts'
import { cases } from './cases.calls.ts'
import { commands } from './commands.calls.ts'
import { conflicts } from './conflicts.calls.ts'
import { drafts } from './drafts.calls.ts'
import { events } from './events.calls.ts'
import { passcode } from './passcode.calls.ts'
import { quarantine } from './quarantine.calls.ts'
import { queue } from './queue.calls.ts'
import { reference } from './reference.calls.ts'
import { session } from './session.calls.ts'
import { settings } from './settings.calls.ts'
import { sync } from './sync.calls.ts'

/** Every call of the contract with its handler; a missing one does not compile. */
export const createRouter = () =>
  calls.router({
    session,
    queue,
    cases,
    reference,
    commands,
    conflicts,
    quarantine,
    passcode,
    drafts,
    settings,
    sync,
    events,
  })
