import type { Random } from './chance.ts'
import type { Answered, Asked, SimNode } from './node.ts'
import type { World } from './world.ts'

/** Where requests arrive at the backend. Now and then one is held there until one of another desk comes, and they are decided together. */
export type Doorway = {
  /** The next push that comes meets another request. */
  readonly hold: () => void
  /** @param at the desk that it comes from */
  readonly enter: (asked: Asked, at: object) => Promise<Answered>
}

type Deps = {
  readonly world: World
  readonly node: SimNode
  readonly random: Random
  readonly count: (what: string) => void
  readonly violated: (what: string) => void
}

type Held = {
  readonly asked: Asked
  readonly at: object
  readonly meet: (other: Asked) => Promise<Answered>
}

/** Whoever has met nobody by then is let in alone. */
const PATIENCE_MS = 4000
const MEETS = ['/v1/push', '/v1/pull', '/v1/fill', '/v1/leases', '/v1/quarantine', '/v1/devices']

export function createDoorway({ world, node, random, count, violated }: Deps): Doorway {
  let wanted = 0
  let held: Held | null = null

  /** Nothing else happens while the nodes work. */
  const atNodes = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      world.after(0, () => work().then(resolve, reject))
    })

  function wait(asked: Asked, at: object): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const alone = world.after(PATIENCE_MS, () => {
        held = null
        return node.ask(asked).then(resolve, reject)
      })
      held = {
        asked,
        at,
        meet: async (other) => {
          alone()
          held = null
          const { answers, waited, stuck } = await node.askTogether([asked, other], random)
          count('met another request')
          if (waited) count('waited for another request')
          if (stuck) violated('two requests waited for each other')
          const [own, theirs] = answers as [Answered, Answered]
          resolve(own)
          return theirs
        },
      }
    })
  }

  return {
    hold: () => {
      wanted += 1
    },
    enter: (asked, at) => {
      const first = held
      if (first !== null && first.at !== at && MEETS.some((path) => asked.path.startsWith(path)))
        return atNodes(() => first.meet(asked))
      if (first !== null || wanted === 0 || asked.path !== '/v1/push') return atNodes(() => node.ask(asked))
      wanted -= 1
      return wait(asked, at)
    },
  }
}
