/** Composition root of the main process: what there is and how it is joined. No work is done here. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, Menu, session } from 'electron'
import { type AppInfo, appInfo } from './app-info.ts'
import { startEmbeddedBackend } from './backend/embedded-backend.ts'
import { superviseDataProcess } from './data-process/data-process.ts'
import { openKeyStore } from './data-process/key-store.ts'
import { type Environment, EnvironmentError, readEnvironment } from './environment.ts'
import { BACKEND_FILE, DATA_PROCESS_FILE, RENDERER_FOLDER, resourceFile } from './folders.ts'
import { openLinks } from './links/open-links.ts'
import { log, startLog } from './log.ts'
import { registerPageScheme, servePage } from './page/app-protocol.ts'
import { quitInOrder } from './quit.ts'
import { watchForUpdates } from './updates.ts'
import { createWindow } from './window/create-window.ts'
import { afterFirstPicture } from './window/first-picture.ts'
import { denyPermissions, guardPages } from './window/guards.ts'
import { tunePages } from './window/page-process.ts'
import { givePorts, joinPage, tellPage } from './window/page-messages.ts'
import { followPreferences, followTheme } from './window/preferences.ts'

const info = appInfo()
const devUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
const environment = environmentOrExit()

if (environment) {
  if (environment.userData !== null) app.setPath('userData', environment.userData)
  mkdirSync(app.getPath('userData'), { recursive: true })
  registerPageScheme()
  tunePages()
  Menu.setApplicationMenu(null) // Electron would build one of its own first
  // The call would cancel --no-sandbox, and as root no child process then starts.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // One process a profile: a second start opens the window of the first.
  if (app.requestSingleInstanceLock()) {
    guardPages(devUrl)
    // Not awaited: `ready` comes only after this module has been evaluated.
    void app.whenReady().then(() => run(info, environment))
  } else app.quit()
}

/** What a usable queue waits for comes first, the network and the rest when it is there. */
function run(about: AppInfo, { backend, clock }: Environment): void {
  const userData = app.getPath('userData')
  log.info('start', { version: about.version, electron: process.versions.electron, release: about.release })
  const config = { userData, migrations: resourceFile('db', 'migrations'), release: about.release, clock }
  const data = superviseDataProcess({
    file: DATA_PROCESS_FILE,
    config,
    keyStore: openKeyStore(about.release),
    onStart: () => setImmediate(() => givePorts(data)),
    onFailed: (failure) => {
      for (const window of BrowserWindow.getAllWindows()) tellPage(window, { type: 'skranke-failed', ...failure })
    },
  })
  denyPermissions(session.defaultSession)
  servePage(RENDERER_FOLDER, userData)
  followTheme()
  const openWindow = (): BrowserWindow => {
    const { window, show } = createWindow(about, devUrl)
    joinPage(window, data, devUrl, { ready: show, shown: () => rest.shown() })
    return window
  }
  const frontWindow = (): BrowserWindow => BrowserWindow.getAllWindows()[0] ?? openWindow()
  openWindow()
  openLinks(frontWindow)
  followPreferences(about.release, devUrl)
  let embedded: { readonly close: () => Promise<void> } | null = null
  const rest = afterFirstPicture(() => {
    void startLog()
    if (backend !== null) data.setBackend(backend)
    else
      embedded = startEmbeddedBackend({
        file: BACKEND_FILE,
        dataFolder: join(userData, 'backend'),
        migrations: resourceFile('backend', 'migrations'),
        clock,
        demo: !about.release,
        onListening: data.setBackend,
      })
    void watchForUpdates(about)
  })
  quitInOrder(() => {
    rest.drop()
    return [data.close, ...(embedded ? [embedded.close] : [])]
  })
  app.on('activate', frontWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

/** The environment, or the reason why it cannot be used, said to the person, and the end. */
function environmentOrExit(): Environment | undefined {
  try {
    return readEnvironment(process.env, info.release)
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    console.error(`skranke: ${error.message}`)
    dialog.showErrorBox(info.name, error.message)
    app.exit(2)
    return undefined
  }
}
