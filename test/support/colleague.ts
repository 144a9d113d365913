import { v7 as uuidV7 } from 'uuid'
import { type CommandArgs, type CommandName, commandOf } from '#shared/domain/commands.ts'
import { QuarantineResponse, type SettledAs } from '#shared/sync/quarantine.ts'
import { PROTOCOL_VERSION, PushResponse, type PushResult, SessionResponse } from '#shared/sync/wire.ts'

/** Somebody at another desk, as the backend sees them: commands by the protocol, without a window. */
export class Colleague {
  readonly #backendUrl: string
  readonly #deviceId: string
  readonly #token: string

  private constructor(backendUrl: string, deviceId: string, token: string) {
    this.#backendUrl = backendUrl
    this.#deviceId = deviceId
    this.#token = token
  }

  static async signIn(backendUrl: string, username: string): Promise<Colleague> {
    const deviceId = uuidV7()
    const body = JSON.stringify({ username, password: 'skranke-demo', deviceId })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${backendUrl}/v1/session`, { method: 'POST', headers, body })
    return new Colleague(backendUrl, deviceId, SessionResponse.parse(await response.json()).accessToken)
  }

  /**
   * Sends one command and gives the backend's answer to it.
   * @param clock how far the clock of the desk is off, ms
   */
  async send<N extends CommandName>(
    name: N,
    args: CommandArgs<N>,
    actAt: string,
    clock: { readonly skewMs?: number } = {},
  ): Promise<PushResult | undefined> {
    const version = commandOf(name)?.version ?? 1
    const command = { id: uuidV7(), name, version, args, actAt, retryOf: null, undoGroup: null, ...clock }
    const pushed = { protocol: PROTOCOL_VERSION, deviceId: this.#deviceId, commands: [command], passcodes: [] }
    return PushResponse.parse(await (await this.#ask('/v1/push', pushed)).json()).results[0]
  }

  /** Answers, as a supervisor, everything that waits for one on a case. */
  async settle(caseId: string, as: SettledAs): Promise<void> {
    const { items } = QuarantineResponse.parse(await (await this.#ask('/v1/quarantine')).json())
    for (const item of items) if (item.caseId === caseId) await this.#ask('/v1/quarantine/settle', { id: item.id, as })
  }

  async #ask(path: string, body?: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` }
    const asked = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
    const response = await fetch(`${this.#backendUrl}${path}`, asked)
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`)
    return response
  }
}
