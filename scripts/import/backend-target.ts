import { randomUUID } from 'node:crypto'
import { commandOf } from '#shared/domain/commands.ts'
import { ErrorBody, PROTOCOL_VERSION, type PushRequest, PushResponse, SessionResponse } from '#shared/sync/wire.ts'
import type { Answer, ImportTarget } from './import-rows.ts'
import type { Registration } from './to-registration.ts'

/** Thrown when the backend does not let the import in. */
export class BackendRefused extends Error {}

/** Sends registrations to a backend as a signed-in person, as any device does. */
export async function backendTarget(
  url: string,
  username: string,
  password: string,
  now: () => string,
): Promise<ImportTarget> {
  const deviceId = randomUUID()
  const session = SessionResponse.parse(await post('/v1/session', { username, password, deviceId }))

  async function post(path: string, body: unknown, token?: string): Promise<unknown> {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    })
    const answer: unknown = await response.json()
    if (response.ok) return answer
    const said = ErrorBody.safeParse(answer)
    throw new BackendRefused(`${path}: ${said.success ? said.data.error.code : response.status}`)
  }

  return {
    batch: 200,
    async submit(batch) {
      const body: PushRequest = {
        protocol: PROTOCOL_VERSION,
        deviceId,
        commands: batch.map((registration) => envelope(registration, now())),
        passcodes: [],
        discards: [],
        givenUp: [],
        refused: [],
      }
      const { results } = PushResponse.parse(await post('/v1/push', body, session.accessToken))
      const byId = new Map(results.map((result) => [result.id, result]))
      return batch.map(({ commandId }): Answer => {
        const result = byId.get(commandId)
        if (result === undefined) throw new BackendRefused('the backend left a command unanswered')
        if (result.status === 'refused') return { kind: 'refused', error: result.error }
        return { kind: result.repeated ? 'repeated' : 'accepted' }
      })
    },
    close: async () => {},
  }
}

export function envelope({ commandId, args }: Registration, actAt: string): PushRequest['commands'][number] {
  return {
    id: commandId,
    name: 'case.register',
    version: commandOf('case.register')?.version ?? 1,
    args,
    actAt,
    retryOf: null,
    undoGroup: null,
  }
}
