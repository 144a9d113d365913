import { createHttpTransport } from '#electron/data/sync/http-transport.ts'
import { createQuarantineClient, type QuarantineClient } from '#electron/data/sync/quarantine-client.ts'
import type { Transport } from '#electron/data/sync/transport.ts'
import type { QuarantineItem } from '#shared/sync/quarantine.ts'
import { count, type Approval, type Journal } from '../acts/journal.ts'
import { idAt, type Random } from '../world/chance.ts'
import { type Line, MISHAPS } from '../world/line.ts'
import { PASSWORD, PEOPLE } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { ADDRESS } from './program.ts'

type Deps = {
  readonly world: World
  readonly line: Line
  readonly random: Random
  readonly journal: Journal
  readonly restores: () => number
  /** What its maker does while the supervisor answers. */
  readonly meanwhile: (item: QuarantineItem, random: Random) => void
}

const SETTLE = '/v1/quarantine/settle'

/** A supervisor who sees every customer, at a line of their own: revokes devices, and answers what waits for approval. */
export class Office {
  readonly line: Line
  readonly #deps: Deps
  readonly #deviceId: string
  readonly #transport: Transport
  readonly #client: QuarantineClient
  /** What was on the screen when it was last looked at. */
  #listed: readonly QuarantineItem[] = []

  constructor(deps: Deps) {
    this.#deps = deps
    this.line = deps.line
    this.#deviceId = idAt(deps.random, deps.world.nowMs())
    const asking = { url: () => ADDRESS, fetch: deps.line.fetch }
    this.#transport = createHttpTransport(asking)
    this.#client = createQuarantineClient(asking)
  }

  async revoke(deviceId: string): Promise<void> {
    const token = await this.#token()
    if (token === null) return
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify({ deviceId }) }
    await this.line.fetch(new URL('/v1/devices/revoke', ADDRESS), init).catch(() => null)
  }

  /** Some of what waits, now and then by a list from before, over a line that breaks, and again. */
  async approve(random: Random): Promise<void> {
    const token = await this.#token()
    if (token === null) return
    const isLate = random.chance(0.25)
    for (const item of (isLate ? this.#listed : await this.list(token)) ?? []) {
      if (random.chance(0.3)) continue
      if (random.chance(0.2)) this.line.mishaps.push({ what: random.pick(MISHAPS), path: SETTLE })
      if (random.chance(0.05)) this.#cutOff(random)
      if (random.chance(item.kind === 'denied' ? 0.7 : 0.3)) this.#deps.meanwhile(item, random)
      const as = random.chance(0.3) ? 'dismissed' : 'adopted'
      await this.#settle(item, as, token)
      if (random.chance(0.25)) await this.#settle(item, random.chance(0.6) ? as : 'dismissed', token)
    }
  }

  /** Everything that waits: done where it can be, and rejected where it cannot. */
  async settleAll(): Promise<void> {
    const token = await this.#token()
    for (const item of (token === null ? null : await this.list(token)) ?? [])
      if (!(await this.#settle(item, 'adopted', token ?? ''))) await this.#settle(item, 'dismissed', token ?? '')
  }

  /** Null where nothing was heard. */
  async list(token?: string): Promise<readonly QuarantineItem[] | null> {
    const own = token ?? (await this.#token())
    const answer = own === null ? null : await this.#client.list(own)
    if (answer?.ok !== true) return null
    this.#listed = answer.value.items
    return this.#listed
  }

  async #settle({ id, kind }: QuarantineItem, as: Approval['as'], token: string): Promise<boolean> {
    const { journal, restores } = this.#deps
    const { faults, refusals } = journal.coverage
    const asked: Approval = { id, as, restores: restores() }
    if (as === 'adopted') journal.adopting.add(id)
    if (journal.approvals.some((each) => each.id === id)) count(faults, 'approval asked for again')
    const answer = await this.#client.settle({ id, as }, token)
    if (answer.ok) {
      journal.approvals.push(asked)
      count(faults, `${as} ${kind}`)
    } else count(refusals, answer.error.code)
    return answer.ok
  }

  #cutOff(random: Random): void {
    this.line.cut = true
    this.#deps.world.after(random.between(500, 5000), () => {
      this.line.cut = false
    })
  }

  async #token(): Promise<string | null> {
    const who = { username: PEOPLE.astrid.username, password: PASSWORD, deviceId: this.#deviceId }
    const answer = await this.#transport.signIn(who)
    return answer.ok ? answer.value.accessToken : null
  }
}
