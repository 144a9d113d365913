import { type BenchResult, measured, notHad, percentile } from '../result.ts'
import { aFill } from '../sync/first-fill.bench.ts'
import { DESK, pushRates } from '../sync/push.bench.ts'
import { type Source, withSource } from '../sync/source.ts'
import type { Peer, PeerFigures } from './peer.ts'
import { pouchdb } from './pouchdb.ts'
import { rxdb } from './rxdb.ts'
import { watermelondb, watermelondbLoki } from './watermelondb.ts'

const PEERS: readonly Peer[] = [pouchdb, watermelondb, watermelondbLoki, rxdb]
const CASES = 20_000

/** A first fill, and until a queue can be used, beside what another does with the same cases in the same run. */
export const benchFillBeside = (name: string): Promise<BenchResult[]> =>
  beside('first-fill', name, async (source, { name: peer, goals, about }, theirs) => {
    const fills = [await aFill(source), await aFill(source)]
    const usable = percentile(
      fills.map(({ usableMs }) => usableMs),
      0.5,
    )
    return [
      measured({
        name: `first-fill-vs-${peer}`,
        unit: 'cases/s',
        ours: fills.map(({ ms }) => (CASES / ms) * 1000),
        limit: [theirs.fill],
        goal: goals.fill,
        better: 'higher',
        about: `ours with history, reference data, indexes and search; theirs: ${about}`,
      }),
      measured({
        name: `first-fill-usable-vs-${peer}`,
        unit: 'fills/s',
        ours: fills.map(({ usableMs }) => 1000 / usableMs),
        limit: [1000 / theirs.usableMs],
        goal: goals.usable,
        better: 'higher',
        about: `until a page of a queue is right: ours ${Math.round(usable)} ms, theirs ${Math.round(theirs.usableMs)} ms`,
      }),
    ]
  })

/** Edits made offline, sent and confirmed, beside what another does with the same cases in the same run. */
export const benchPushBeside = (name: string): Promise<BenchResult[]> =>
  beside('push', name, async (source, { name: peer, goals, about }, theirs) => {
    const ours = await pushRates(source)
    const beside = `ours decided on PostgreSQL with a timeline entry and confirmed by its rows; theirs: ${about}`
    const result = (which: string, mine: readonly number[], limit: readonly number[], goal: number | null) =>
      measured({
        name: `${which}-vs-${peer}`,
        unit: 'edits/s',
        ours: mine,
        limit,
        goal,
        better: 'higher',
        about: beside,
      })
    return [
      result('push', [ours.first], [theirs.push.first], goals.push),
      result('later-push', ours.later, theirs.push.later, goals.laterPush),
    ]
  })

type Work = (source: Source, peer: Peer, theirs: PeerFigures) => Promise<BenchResult[]>

/** Where the peer cannot be had (no registry, no build for this platform), the result says why. */
async function beside(what: 'first-fill' | 'push', name: string, work: Work): Promise<BenchResult[]> {
  const peer = PEERS.find((each) => each.name === name)
  if (peer === undefined) throw new Error(`there is no peer ${name}`)
  return withSource(what === 'push' ? DESK : { cases: CASES }, async (source) => {
    const theirs = await peer.run(source).catch((error: Error) => error)
    if (!(theirs instanceof Error)) return work(source, peer, theirs)
    const why = `${name} could not be had: ${theirs.message.split('\n')[0] ?? ''}`
    return [
      notHad(
        `${what}-vs-${name}`,
        what === 'push' ? 'edits/s' : 'cases/s',
        peer.goals[what === 'push' ? 'push' : 'fill'],
        why,
      ),
    ]
  })
}
