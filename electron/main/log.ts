import { join } from 'node:path'
import { app } from 'electron'
import electronLog from 'electron-log/main.js'

/**
 * The log of the main process, in the profile. What is written: starts, ends, crashes, versions and error codes. Never: names,
 * numbers, addresses or anything else that a person typed.
 */
export const log = electronLog

export function startLog(): void {
  log.transports.file.resolvePathFn = () => join(app.getPath('userData'), 'logs', 'main.log')
  log.transports.file.maxSize = 2 * 1024 * 1024
  log.transports.file.level = 'info'
  log.transports.console.level = app.isPackaged ? 'warn' : 'info'
  log.errorHandler.startCatching({ showDialog: false })
}
