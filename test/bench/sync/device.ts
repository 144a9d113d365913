import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidV7 } from 'uuid'
import { systemTimers } from '#electron/data/lib/timers.ts'
import { openProfile, type Profile } from '#electron/data/profile.ts'
import { createEngine, type Engine } from '#electron/data/sync/engine.ts'
import { createHttpTransport } from '#electron/data/sync/http-transport.ts'
import { createThreadedIntake } from '#electron/data/sync/threaded-intake.ts'
import { createTokens, type Tokens } from '#electron/data/sync/tokens.ts'
import { MIGRATIONS } from '../dataset/local-dataset.ts'
import { PERSON } from './source.ts'

export type Device = {
  readonly profile: Profile
  readonly engine: Engine
  readonly tokens: Tokens
  readonly close: () => Promise<void>
}

/** A device as in the app, signed in and with an empty file; only that the window is missing. `worthRows`: see the intake. */
export async function openDevice(url: string, folder: string, worthRows = 10_000): Promise<Device> {
  const deviceId = uuidV7()
  const transport = createHttpTransport({ url: () => url })
  const answer = await transport.signIn({ ...PERSON, deviceId })
  if (!answer.ok) throw new Error(answer.error.code)
  const profile = openProfile({
    file: join(folder, `${deviceId}.sqlite`),
    migrations: MIGRATIONS,
    user: answer.value.user,
    deviceId,
  })
  let refresh = ''
  const tokens = createTokens({
    profile,
    transport,
    clock: profile.clock,
    load: () => refresh,
    save: (session) => {
      refresh = session.refreshToken
    },
  })
  tokens.keep(answer.value)
  const built = join(import.meta.dirname, '../../../out/main/intake-thread.js')
  const intake = createThreadedIntake({
    profile,
    transport,
    url: () => url,
    migrations: MIGRATIONS,
    worthRows,
    ...(existsSync(built) && { entry: built }), // as in the app; from its sources a thread starts slowly
  })
  const engine = createEngine({ profile, transport, tokens, timers: systemTimers, random: Math.random, intake })
  return {
    profile,
    engine,
    tokens,
    close: async () => {
      await engine.stop()
      profile.db.close()
    },
  }
}

/** One turn that must succeed. */
export async function turn({ engine }: Device): Promise<void> {
  const result = await engine.turn()
  if (!result.ok) throw new Error(JSON.stringify(result.error))
}
