import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type AppError, appError } from '#shared/errors.ts'
import { err, type Result } from '#shared/lib/result.ts'
import type { SessionResponse } from '#shared/sync/wire.ts'
import type { BrowserSignInClient } from '../sync/browser-sign-in-client.ts'

/** How long a person may take at the provider's page. */
const PATIENCE_MS = 5 * 60_000
const PAGE = '/signed-in'

export type BrowserSignInDeps = {
  readonly client: BrowserSignInClient
  readonly machineId: string
  /** Opens the system's browser; never a window of ours, so that nobody types a password into our program. */
  readonly openInBrowser: (url: string) => void
  /** What the browser shows in the end, in the person's language. */
  readonly words: { readonly title: string; readonly text: string }
}

/**
 * One sign-in at the provider's page: the browser comes back to an address of this machine that is open for this one answer
 * (RFC 8252). The verifier never leaves the machine before the code has come; without it the code is worth nothing (RFC 7636).
 * @param signal ends it, for example because it was begun anew
 */
export async function signInWithBrowser(
  { client, machineId, openInBrowser, words }: BrowserSignInDeps,
  signal: AbortSignal,
): Promise<Result<SessionResponse, AppError>> {
  const [verifier, state, nonce] = [chance(), chance(), chance()]
  const back = await listenForReturn(state, words)
  try {
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const page = await client.start({ redirect: back.redirect, challenge, state, nonce })
    if (!page.ok) return page
    openInBrowser(page.value.url)
    const cameBack = await back.within(AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]))
    if (cameBack === null) return err(appError('auth.cancelled'))
    return await client.finish({ cameBack, verifier, state, nonce, machineId })
  } finally {
    back.close()
  }
}

const chance = (): string => randomBytes(32).toString('base64url')

type Return = {
  readonly redirect: string
  /** The whole address that the browser came back to; null when nobody came. */
  readonly within: (signal: AbortSignal) => Promise<string | null>
  readonly close: () => void
}

async function listenForReturn(state: string, words: BrowserSignInDeps['words']): Promise<Return> {
  let arrived: (address: string | null) => void = () => {}
  const arrival = new Promise<string | null>((resolve) => (arrived = resolve))
  const { createServer } = await import('node:http') // not at the start: hardly any start signs in
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    // Another program of this machine may knock, too: only the answer to our own question counts.
    const isOurs = request.method === 'GET' && url.pathname === PAGE && url.searchParams.get('state') === state
    response.writeHead(isOurs ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      connection: 'close',
    })
    response.end(isOurs ? pageOf(words) : '')
    if (isOurs) arrived(`${redirect}?${url.searchParams.toString()}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const redirect = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PAGE}`
  return {
    redirect,
    within: (signal) => {
      if (signal.aborted) arrived(null)
      signal.addEventListener('abort', () => arrived(null), { once: true })
      return arrival
    },
    close: () => server.close(),
  }
}

const pageOf = ({ title, text }: BrowserSignInDeps['words']): string =>
  `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:20vh auto;max-width:28rem;padding:0 1rem}</style>
<h1>${escaped(title)}</h1><p>${escaped(text)}</p>`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
