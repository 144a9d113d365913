import { appError } from '#shared/errors.ts'
import { err, ok } from '#shared/lib/result.ts'
import { type Snapshot, SnapshotAnswer } from '#shared/sync/wire.ts'
import { errorOf, headers, type HttpOptions, silenceAfter } from './http-transport.ts'
import type { Answer } from './transport.ts'

/** What the backend has ready for a first fill. */
export type SnapshotClient = {
  /** `begun`: one of which some bytes are here. Null: none, rows are the way. */
  readonly offer: (asked: { schema: number; begun: string | null }, token: string) => Answer<Snapshot | null>
  /**
   * The bytes from a place on, one chunk after the other; where `take` answers false the line is left. Gone: the backend has it no
   * more, or not for this reader.
   */
  readonly bytes: (
    asked: { id: string; from: number },
    token: string,
    take: (chunk: Uint8Array) => Promise<boolean>,
  ) => Answer<'ended' | 'left' | 'gone'>
}

/** A chunk over a slow line. */
const SILENCE_MS = 60_000

export function createSnapshotClient({ url, fetch: fetcher = fetch }: HttpOptions): SnapshotClient {
  const offline = () => err(appError('network.offline'))

  /** What goes wrong on the line ends what had come of it; what goes wrong here is thrown. */
  async function drain(
    body: ReadableStream<Uint8Array>,
    heard: () => void,
    take: (chunk: Uint8Array) => Promise<boolean>,
  ): Promise<'ended' | 'left'> {
    const reader = body.getReader()
    for (;;) {
      const next = await reader.read().catch(() => null)
      if (next === null || next.value === undefined) return 'ended'
      heard()
      if (await take(next.value)) continue
      await reader.cancel().catch(() => {})
      return 'left'
    }
  }

  return {
    offer: async ({ schema, begun }, token) => {
      const base = url()
      if (base === null) return offline()
      const query = new URLSearchParams({ schema: String(schema), ...(begun === null ? {} : { begun }) })
      try {
        const answer = await fetcher(new URL(`/v1/snapshot?${query.toString()}`, base), {
          headers: headers(token, false),
          signal: AbortSignal.timeout(SILENCE_MS),
        })
        if (answer.status === 404 || answer.status === 400) return ok(null) // a backend that knows nothing of snapshots
        if (!answer.ok) return err(await errorOf(answer))
        const told = SnapshotAnswer.safeParse(await answer.json())
        return ok(told.success ? told.data.snapshot : null)
      } catch {
        return offline()
      }
    },
    bytes: async ({ id, from }, token, take) => {
      const base = url()
      if (base === null) return offline()
      const silence = silenceAfter(SILENCE_MS)
      try {
        const answer = await fetcher(new URL(`/v1/snapshot/${id}`, base), {
          headers: { ...headers(token, false), ...(from > 0 && { range: `bytes=${from}-` }) },
          signal: silence.signal,
        }).catch(() => null)
        if (answer === null) return offline()
        const asAsked = answer.status === (from > 0 ? 206 : 200)
        if (answer.status === 404 || answer.status === 416 || (answer.ok && !asAsked)) return ok('gone')
        if (!answer.ok) return err(await errorOf(answer))
        return answer.body === null ? ok('gone') : ok(await drain(answer.body, silence.heard, take))
      } finally {
        silence.end()
      }
    },
  }
}
