import type { IpcMain } from 'electron'
import { PAGE_SHOWN } from '#shared/contract/page.ts'

/** The person acts first. */
const PAUSE_MS = 200
/** A page that cannot say it (it failed, or waits for something itself) is not waited for longer. */
const AT_LAST_MS = 3_000

/**
 * Does once what no first picture needs, when a page has drawn its own: before, it would take the processor from it.
 * @returns does not do it any more
 */
export function afterFirstPicture(pages: Pick<IpcMain, 'once' | 'off'>, work: () => void): () => void {
  const drop = (): void => {
    pages.off(PAGE_SHOWN, soon)
    clearTimeout(timer)
  }
  const begin = (): void => {
    drop()
    work()
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(begin, PAUSE_MS)
  }
  let timer = setTimeout(begin, AT_LAST_MS)
  pages.once(PAGE_SHOWN, soon)
  return drop
}
