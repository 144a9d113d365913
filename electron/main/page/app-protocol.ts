import { protocol } from 'electron'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'
import { PAGE_SCHEME, pageFile } from './page-file.ts'

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
 */
export function servePage(root: string): void {
  protocol.registerFileProtocol(PAGE_SCHEME, (request, answer) => {
    const file = request.method === 'GET' ? pageFile(root, request.url) : undefined
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
