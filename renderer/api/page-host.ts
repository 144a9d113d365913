import type { SkrankeWindow } from '#shared/contract/page.ts'

/** What the preload gives the page; undefined only where the page runs outside the app. */
export const pageHost = (): SkrankeWindow | undefined => (window as { readonly skranke?: SkrankeWindow }).skranke
