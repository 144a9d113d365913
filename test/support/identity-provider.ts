import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

export type IdentityProvider = {
  readonly issuer: string
  readonly clientId: string
  /** What a browser and a person in front of it do: follow the pages, sign in as this account, consent. @returns where it ended */
  readonly visit: (url: string, account: string | null) => Promise<string>
  readonly stop: () => Promise<void>
}

/** A real OpenID Connect provider on the loopback interface, with one public native client. */
export async function startIdentityProvider(claims: (account: string) => object): Promise<IdentityProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clientId = 'skranke-desk'
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/signed-in'],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...claims(id) }) }),
  })
  server.on('request', (request, response) => void provider.callback()(request, response))

  async function visit(url: string, account: string | null): Promise<string> {
    const cookies = new Map<string, string>()
    let next: { url: string; form?: Record<string, string> } = { url }
    for (let step = 0; step < 20; step++) {
      const response = await fetch(next.url, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(next.form && { method: 'POST', body: new URLSearchParams(next.form) }),
      })
      for (const each of response.headers.getSetCookie()) {
        const [name = '', value = ''] = each.split(';')[0]?.split(/=(.*)/s) ?? []
        cookies.set(name, value)
      }
      const to = response.headers.get('location')
      if (to !== null) {
        next = { url: new URL(to, next.url).href }
        if (!next.url.startsWith(issuer)) return next.url
        continue
      }
      const page = await response.text()
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
      if (action === undefined) throw new Error(`a page without a form: ${response.status} ${page.slice(0, 300)}`)
      if (account === null) {
        const abort = /href="([^"]+\/abort)"/.exec(page)?.[1]
        next = { url: new URL(abort ?? '', next.url).href }
        continue
      }
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? 'login'
      next = { url: new URL(action, next.url).href, form: { prompt, login: account, password: 'x' } }
    }
    throw new Error('the provider sends the browser round in circles')
  }

  return {
    issuer,
    clientId,
    visit,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
