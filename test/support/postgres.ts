import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { createLogger } from '#backend/lib/logger.ts'
import { type Cluster, startCluster } from '#backend/postgres/cluster.ts'
import { tempFolder } from './temp-folder.ts'

let running: Promise<Cluster> | undefined

/**
 * A new, empty database on a real PostgreSQL. The instance is started by the first test of a file that asks and shared by the rest of
 * it; it is stopped after the last one, and by its watcher should the test process die.
 * @returns its connection string
 */
export async function freshDatabase(): Promise<string> {
  const cluster = await (running ??= start())
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client({ connectionString: cluster.url() })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return cluster.url(name)
}

async function start(): Promise<Cluster> {
  const folder = tempFolder('postgres')
  const data = join(folder.path, 'data')
  mkdirSync(data)
  const cluster = await startCluster(data, createLogger('error'))
  stoppers.push(async () => {
    await cluster.stop()
    folder.remove()
  })
  return cluster
}

const stoppers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const stop of stoppers.splice(0)) await stop()
  running = undefined
})
