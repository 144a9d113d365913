import { bounded } from '#test/support/bounded.ts'
import { tempFolder } from '#test/support/temp-folder.ts'
import { DATASET_NOW } from '../dataset/a-case.ts'
import { deskFolder } from './desk-folder.ts'
import { BLANK, type ElectronWindow, openWindow, ROOT } from './electron-window.ts'
import { inPage, ROW, tellWhenAnswered, tellWhenPainted } from './in-page.ts'

/** Nobody listens there: the desk is offline, and the embedded backend is not started. */
const NO_BACKEND = 'http://127.0.0.1:9'
const PAINTED_MS = 30_000

export type Desk = {
  readonly window: ElectronWindow
  /** From the start of the process, ms: a row is painted; and the answer to an arrow key is. */
  readonly row: number
  readonly usable: number
}

/** Starts the built app on a profile, up to a painted answer to an arrow key. */
export async function openDesk(userData: string, backendUrl = NO_BACKEND, inEveryPage = ''): Promise<Desk> {
  const script = `${inEveryPage} ${tellWhenPainted('row', ROW)} ${tellWhenAnswered('answer')}`
  const env = { SKRANKE_CLOCK: DATASET_NOW }
  const window = await openWindow({ app: ROOT, userData, backendUrl, inEveryPage: inPage(script), env })
  try {
    const rowAt = await told(window, 'row')
    const answered = told(window, 'answer')
    await window.press('ArrowDown')
    const usableAt = await answered
    return { window, row: rowAt - window.spawnedAt, usable: usableAt - window.spawnedAt }
  } catch (error) {
    await window.close()
    throw error
  }
}

/** Starts a window with one word in it, up to its first painted frame. */
export async function openBlank(
  userData: string,
): Promise<{ readonly window: ElectronWindow; readonly painted: number }> {
  const script = inPage(tellWhenPainted('word', 'p'))
  const window = await openWindow({ app: BLANK, userData, backendUrl: NO_BACKEND, inEveryPage: script })
  return { window, painted: (await told(window, 'word')) - window.spawnedAt }
}

/** Runs with a desk on a copy of the profile with so many cases, and puts both away. */
export async function withDesk<T>(
  cases: number,
  work: (desk: Desk) => Promise<T>,
  options: { readonly backendUrl?: string; readonly inEveryPage?: string } = {},
): Promise<T> {
  const folder = deskFolder(cases)
  try {
    const desk = await openDesk(folder.path, options.backendUrl, options.inEveryPage)
    try {
      return await work(desk)
    } finally {
      await desk.window.close()
    }
  } finally {
    folder.remove()
  }
}

/** Runs with a blank window on a profile of its own, and puts both away. */
export async function withBlank<T>(work: (window: ElectronWindow) => Promise<T>): Promise<T> {
  const folder = tempFolder('bench-blank')
  try {
    const { window } = await openBlank(folder.path)
    try {
      return await work(window)
    } finally {
      await window.close()
    }
  } finally {
    folder.remove()
  }
}

export function told(window: ElectronWindow, what: string): Promise<number> {
  const heard = new Promise<number>((resolve) => {
    window.onTold((text) => {
      const message = JSON.parse(text) as { what: string; at: number }
      if (message.what === what) resolve(message.at)
    })
  })
  return bounded(`a painted ${what}`, PAINTED_MS, heard)
}
