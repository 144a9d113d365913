import { join } from 'node:path'
import { app } from 'electron'

type Level = 'info' | 'warn' | 'error'
type Line = readonly [level: Level, message: string, detail?: unknown]
type Write = (...line: Line) => void

const early: Line[] = []
let write: Write = (...line) => early.push(line)

const at =
  (level: Level) =>
  (message: string, detail?: unknown): void =>
    write(level, message, detail)

/**
 * The log of the main process, in the profile. What is written: starts, ends, crashes, versions and error codes. Never: names,
 * numbers, addresses or anything else that a person typed.
 */
export const log = { info: at('info'), warn: at('warn'), error: at('error') }

/** Opens the file; lines from before are kept and written first. The logger is loaded here, when no window waits for it. */
export async function startLog(): Promise<void> {
  const { default: file } = await import('electron-log/main.js')
  file.transports.file.resolvePathFn = () => join(app.getPath('userData'), 'logs', 'main.log')
  file.transports.file.maxSize = 2 * 1024 * 1024
  file.transports.file.level = 'info'
  file.transports.console.level = app.isPackaged ? 'warn' : 'info'
  file.errorHandler.startCatching({ showDialog: false })
  write = (level, message, detail) => (detail === undefined ? file[level](message) : file[level](message, detail))
  for (const line of early.splice(0)) write(...line)
}
