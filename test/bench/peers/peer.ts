import type { PushRates } from '../sync/push.bench.ts'
import type { Source } from '../sync/source.ts'

/** Another way of keeping a device in step, measured beside ours in the same run. */
export type Peer = {
  readonly name: string
  /** Bounds on ours as a ratio to its figures; null where none was set. */
  readonly goals: {
    readonly fill: number | null
    readonly usable: number | null
    readonly push: number | null
    readonly laterPush: number | null
  }
  /** What its side includes. */
  readonly about: string
  readonly run: (source: Source) => Promise<PeerFigures>
}
export type PeerFigures = {
  /** Cases a second. */
  readonly fill: number
  readonly usableMs: number
  readonly push: PushRates
}
