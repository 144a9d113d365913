import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '#backend/demo/random.ts'
import { startCrowd } from './backend-crowd.ts'
import { judge } from './backend-judge.ts'
import { fillForCrowd, killablePostgres, looker, type NodeProcess, startNodeProcess } from './backend-stage.ts'

export type Kills = {
  readonly nodeKills: number
  readonly postgresKills: number
  readonly commands: number
  /** Requests that got no answer and were sent again. */
  readonly sentAgain: number
  readonly violations: readonly string[]
}

/**
 * Two nodes under load, of which one is killed at a random instant, again and again, and PostgreSQL itself every so often; then
 * everything is judged. A kill waits for no moment: it comes in the middle of whatever is done.
 */
export async function killUnderLoad(options: {
  readonly kills: number
  /** Every how many kills it is PostgreSQL that dies; 0: never. */
  readonly postgresEvery: number
  readonly seed: number
  readonly onKill?: (nth: number) => void
}): Promise<Kills> {
  const random = createRandom(options.seed)
  const postgres = await killablePostgres()
  const nodes: NodeProcess[] = []
  const alive = () => nodes.map(({ url }) => url)
  let [nodeKills, postgresKills] = [0, 0]
  try {
    await fillForCrowd(postgres.url)
    nodes.push(...(await Promise.all([startNodeProcess(postgres.url), startNodeProcess(postgres.url)])))
    const crowd = await startCrowd({ nodes: alive, seed: options.seed, writers: 6, waitMs: 20 })
    for (let nth = 1; nth <= options.kills; nth++) {
      await sleep(random.between(100, 900))
      if (options.postgresEvery > 0 && nth % options.postgresEvery === 0) {
        await postgres.kill()
        await postgres.start()
        postgresKills += 1
      } else {
        const victim = random.between(0, 1)
        await nodes[victim]?.stop()
        nodes[victim] = await startNodeProcess(postgres.url)
        nodeKills += 1
      }
      options.onKill?.(nth)
    }
    await crowd.stop()
    const pool = looker(postgres.url)
    const violations = await judge(pool, crowd, alive()[0] ?? '')
    await pool.end()
    return { nodeKills, postgresKills, commands: crowd.told.answers.size, sentAgain: crowd.told.failures, violations }
  } finally {
    await Promise.all(nodes.map((node) => node.stop()))
    await postgres.remove()
  }
}
