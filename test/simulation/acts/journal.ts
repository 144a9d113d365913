import type { SettledAs } from '#shared/sync/quarantine.ts'
import type { CommandEnvelope } from '#shared/sync/wire.ts'
import type { SimDesk } from '../desk/sim-desk.ts'

/** A command that somebody was told was saved, and what became of it since. */
export type Made = {
  readonly desk: SimDesk
  readonly deviceId: string
  readonly envelope: CommandEnvelope
  readonly passcode: string | null
  /** When the person really acted, ms. */
  readonly trueMs: number
  /** Nobody could know the time on that device. */
  readonly clockUnsure: boolean
  readonly stretch: { readonly jumps: number }
  /** `unknown`: the process was killed while it was being taken back. */
  fate: 'kept' | 'undone' | 'unknown' | 'discarded'
  /** The backend refused it, before a person answered. */
  refused?: boolean
}

/** What a supervisor was answered. */
export type Approval = {
  readonly id: string
  readonly as: SettledAs
  /** How often the backend had been restored when it was asked for. */
  readonly restores: number
}

/** What was said to whom, kept outside of everything that is under test. */
export type Journal = {
  readonly made: Map<string, Made>
  /** Ids of commands that came from other programs. */
  readonly foreign: Set<string>
  /** Passcodes that were ever typed. */
  readonly passcodes: Set<string>
  /** Blocks of numbers as they were handed out, by device. */
  readonly leased: Map<string, Set<number>>
  /** Refused commands that nobody had answered when the backend was restored. */
  readonly stoodAtRestore: Set<string>
  /** Refused commands of which a backend was told that may not have decided them itself. */
  readonly toldOf: Set<string>
  /** Devices that handed over what they held and were wiped. */
  readonly wiped: Set<string>
  /** Commands whose passcodes a device held as it handed them over. */
  readonly handedWithPasscode: Set<string>
  /** What a supervisor asked to be done in its maker's place, whatever was answered. */
  readonly adopting: Set<string>
  /** What a supervisor was told is done. */
  readonly approvals: Approval[]
  /** What went wrong on the way, seen at once. */
  readonly violations: string[]
  readonly coverage: Coverage
}

export type Coverage = {
  readonly faults: Record<string, number>
  readonly commands: Record<string, number>
  readonly refusals: Record<string, number>
  readonly rules: Record<string, number>
}

export const emptyCoverage = (): Coverage => ({ faults: {}, commands: {}, refusals: {}, rules: {} })

export function count(in_: Record<string, number>, what: string, times = 1): void {
  in_[what] = (in_[what] ?? 0) + times
}

/** What a device handed over is nowhere else: nobody knows what became of it once the backend is as it was before. */
export function lostWith({ made }: Journal, deviceId: string): void {
  for (const each of made.values()) if (each.deviceId === deviceId) each.fate = 'unknown'
}

export const createJournal = (coverage: Coverage = emptyCoverage()): Journal => ({
  made: new Map(),
  foreign: new Set(),
  passcodes: new Set(),
  leased: new Map(),
  stoodAtRestore: new Set(),
  toldOf: new Set(),
  wiped: new Set(),
  handedWithPasscode: new Set(),
  adopting: new Set(),
  approvals: [],
  violations: [],
  coverage,
})
