import { z } from 'zod'

/** Request Tracker's own administrator, in a database that exists for a benchmark only. */
const NAME = 'root'
const PASSWORD = 'password'
const PATIENCE_MS = 60_000

const Page = z.object({ items: z.array(z.object({ id: z.string() })) })
const Created = z.object({ id: z.string() })

export type Client = {
  /** A page of 50 tickets with the columns of a list, newest first. */
  readonly restPage: (query: string) => Promise<number>
  /** The same page as people open it, signed in; without its pictures, styles and scripts. */
  readonly webPage: (query: string) => Promise<number>
  readonly create: (ticket: { subject: string; content: string; requestor: string }) => Promise<void>
}

export async function signIn(url: string): Promise<Client> {
  const basic = `Basic ${Buffer.from(`${NAME}:${PASSWORD}`).toString('base64')}`
  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const response = await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
    const body = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status}`)
    return body
  }
  const login = await fetch(`${url}/NoAuth/Login.html`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', referer: `${url}/` },
    body: new URLSearchParams({ user: NAME, pass: PASSWORD }),
  })
  await login.text()
  const cookie = login.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return {
    async restPage(query) {
      const asked = new URLSearchParams({
        query,
        orderby: 'Created',
        order: 'DESC',
        per_page: '50',
        fields: 'Subject,Status,Owner,Created,LastUpdated,Due',
      })
      return Page.parse(JSON.parse(await ask(`/REST/2.0/tickets?${asked}`, { headers: { authorization: basic } })))
        .items.length
    },
    async webPage(query) {
      const asked = new URLSearchParams({ Query: query, OrderBy: 'Created', Order: 'DESC', RowsPerPage: '50' })
      const page = await ask(`/Search/Results.html?${asked}`, { headers: { cookie, referer: `${url}/` } })
      return new Set(page.match(/\/Ticket\/Display\.html\?id=\d+/g)).size
    },
    async create({ subject, content, requestor }) {
      const body = {
        Queue: 'General',
        Subject: subject,
        Content: content,
        ContentType: 'text/plain',
        Requestor: requestor,
      }
      const headers = { authorization: basic, 'content-type': 'application/json' }
      Created.parse(JSON.parse(await ask('/REST/2.0/ticket', { method: 'POST', headers, body: JSON.stringify(body) })))
    },
  }
}
