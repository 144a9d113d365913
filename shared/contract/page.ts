/**
 * What the page gets from outside itself. The preload script puts one object on `window.skranke` and posts messages to the
 * page; everything else goes over the port to the data process.
 */
export type Theme = 'system' | 'light' | 'dark'
export type PageLocale = 'nb' | 'sv' | 'en'

export type SkrankeWindow = {
  readonly versions: { readonly app: string; readonly electron: string; readonly chrome: string; readonly node: string }
  readonly platform: string
  /** A build that must not be given to anyone; the page says so too. */
  readonly notForRelease: boolean
  /** What was chosen last, so that the first paint is right; null before the first choice. */
  readonly theme: Theme | null
  readonly locale: PageLocale | null
  /** The page hears ports from now on: one that came before is handed over. */
  readonly listen: () => void
  /** The page has been made once: there is something to show. */
  readonly ready: () => void
  /** The page has drawn its first picture with everything in it. */
  readonly shown: () => void
  /** Tells the window's frame and menu what the person chose. */
  readonly prefer: (choice: { readonly theme: Theme; readonly locale: PageLocale }) => void
}

/** The preload script runs: a port may be sent while the page is still being loaded. */
export const PAGE_OPENED = 'page-opened'

/** The page has been made once, with what it showed last where that is known: the window may be shown. */
export const PAGE_READY = 'page-ready'

/** The first picture is complete: what it did not need may begin. */
export const PAGE_SHOWN = 'page-shown'

/** What the window showed last: a file of the profile, served to the page under its own address. See `first-picture.ts`. */
export const FIRST_PICTURE_FILE = 'first-picture.json'

/** Data of the message that carries the `MessagePort` to the data process; comes again with a new port after a restart. */
export const PORT_MESSAGE = 'skranke-port'

/** Other messages to the page, as `event.data`. */
export type PageMessage =
  /** A deep link: show this case, by its eight-digit number or its id. */
  | { readonly type: 'skranke-open-case'; readonly number: number | null; readonly caseId: string | null }
  /** The data process cannot open its file; the page says so in plain words. `code` is one of `shared/errors.ts` where known. */
  | { readonly type: 'skranke-failed'; readonly code: string; readonly detail: string }
