import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { killUnderLoad } from '#test/support/backend-kills.ts'
import { Desk } from '#test/support/backend-node.ts'
import { fillForCrowd, killablePostgres, startNodeProcess } from '#test/support/backend-stage.ts'
import { SyncedDesk } from '#test/support/synced-desk.ts'

test('nodes and PostgreSQL killed under load lose nothing that was acknowledged, and apply nothing twice', async () => {
  const { violations, commands, sentAgain, ...kills } = await killUnderLoad({ kills: 5, postgresEvery: 3, seed: 5 })
  expect(kills).toEqual({ nodeKills: 4, postgresKills: 1 })
  expect(commands).toBeGreaterThan(50)
  expect(sentAgain).toBeGreaterThan(0)
  expect(violations).toEqual([])
}, 180_000)

test('a backend restored from a backup starts a new epoch; a desk sends again what the backup does not know, once', async () => {
  const postgres = await killablePostgres()
  await fillForCrowd(postgres.url)
  let node = await startNodeProcess(postgres.url)
  const kari = await SyncedDesk.filled(() => node.url)
  const before = kari.register()
  await kari.sync()
  await node.stop()

  // A cold copy: the cluster is stopped, its folder is the backup.
  await postgres.stop()
  const backup = `${postgres.folder}.backup`
  copyFolder(postgres.folder, backup)
  await postgres.start()
  node = await startNodeProcess(postgres.url)
  const { epoch } = await (await Desk.signIn(node.url)).pull()
  const after = kari.register()
  await kari.sync()
  expect(kari.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
  await node.stop()

  await postgres.stop()
  rmSync(postgres.folder, { recursive: true })
  copyFolder(backup, postgres.folder)
  await postgres.start()
  node = await startNodeProcess(postgres.url, ['--restored'])
  const per = await Desk.signIn(node.url, 'per')
  expect((await per.pull()).epoch).not.toBe(epoch)
  expect((await per.rows('serviceCase')).map(({ id }) => id)).toEqual([before.caseId])
  await kari.sync()
  await kari.sync()
  expect((await per.rows('serviceCase')).map(({ id }) => id).toSorted()).toEqual(
    [before.caseId, after.caseId].toSorted(),
  )
  expect(
    kari
      .rows('serviceCase')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([before.caseId, after.caseId].toSorted())
  expect(kari.engine.status()).toMatchObject({ waiting: 0, conflicts: 0 })
  await node.stop()
  await postgres.remove()
}, 120_000)

/** With owners and modes: PostgreSQL is particular about them. */
const copyFolder = (from: string, to: string): Buffer => execFileSync('cp', ['-a', from, to])
