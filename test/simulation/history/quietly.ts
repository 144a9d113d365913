import { Killed } from '../desk/kill-switch.ts'

const KINDS = ['unhandledRejection', 'uncaughtException'] as const

/**
 * While `work` goes on, what fails with nobody waiting for it is told to `heard` and nobody else. The loop of an engine whose
 * process was killed fails so; whatever else does is a fault of the program.
 */
export async function quietly(heard: (error: unknown) => void, work: () => Promise<void>): Promise<void> {
  const own = (error: unknown): void => {
    if (!(error instanceof Killed)) heard(error)
  }
  const others = KINDS.map((kind) => process.listeners(kind as 'uncaughtException'))
  for (const kind of KINDS) process.removeAllListeners(kind).on(kind, own)
  try {
    await work()
    await new Promise((resolve) => setImmediate(resolve))
  } finally {
    KINDS.forEach((kind, i) => {
      process.removeListener(kind, own)
      for (const other of others[i] ?? []) process.on(kind as 'uncaughtException', other)
    })
  }
}
