import { extname, join } from 'node:path'

export const PAGE_HOST = 'skranke'
export const PAGE_SCHEME = 'app'
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

export type PageFile = { readonly path: string; readonly type: string }

/**
 * The file below `root` that a page address names; a path without a file extension is a place inside the page and gets
 * `index.html`. Undefined for another host, a path that leaves the folder, and a type that the page does not consist of.
 */
export function pageFile(root: string, address: string): PageFile | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol !== `${PAGE_SCHEME}:` || url.host !== PAGE_HOST) return undefined
  const path = decoded(url.pathname)
  if (path === undefined || /[\0\\]/.test(path) || path.split('/').includes('..')) return undefined
  const asked = extname(path) === '' ? '/index.html' : path
  const type = TYPES[extname(asked).toLowerCase()]
  return type === undefined ? undefined : { path: join(root, asked), type }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
