import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { protocol } from 'electron'
import { FIRST_PICTURE_FILE } from '#shared/contract/page.ts'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'
import { PAGE_ORIGIN, PAGE_SCHEME, pageFile, type PageFile } from './page-file.ts'

/** Chromium's number for "file not found". */
const NOT_FOUND = { error: -6 }

/** Must be called before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Serves the page from the built files, each answer under the content security policy. The older call, because it only names the
 * file and Chromium reads it: `protocol.handle` answers with a stream of the fetch API, which costs each start a tenth of a second
 * of processor time.
 * @param root of the page
 * @param profile folder that what the page showed last is in
 */
export function servePage(root: string, profile: string): void {
  const kept: PageFile = { path: join(profile, FIRST_PICTURE_FILE), type: 'application/json; charset=utf-8' }
  const fileAt = (address: string) =>
    address === `${PAGE_ORIGIN}/${FIRST_PICTURE_FILE}` && existsSync(kept.path) ? kept : pageFile(root, address)
  protocol.registerFileProtocol(PAGE_SCHEME, (request, answer) => {
    const file = request.method === 'GET' ? fileAt(request.url) : undefined
    if (file === undefined) return answer(NOT_FOUND)
    answer({
      path: file.path,
      mimeType: file.type.split(';')[0] ?? file.type,
      charset: 'utf-8',
      headers: {
        'content-type': file.type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    })
  })
}
