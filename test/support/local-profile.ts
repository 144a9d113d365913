import { join } from 'node:path'
import { v7 as uuidV7 } from 'uuid'
import { applyPulled } from '#db/apply.ts'
import { openProfile, type Profile, type ProfileOptions } from '#electron/data/profile.ts'
import { registerCase } from '#electron/data/services/register-case.ts'
import { submitCommand } from '#electron/data/services/submit-command.ts'
import { finishPush, nextBatch, startPush } from '#electron/data/sync/push.ts'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'
import { agreementIdOf } from '#shared/domain/customer/agreement-id.ts'
import type { PulledRow, PullResponse } from '#shared/sync/wire.ts'

export const EPOCH = '0198eeee-0000-7000-8000-000000000001'
export const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')

/** A filled profile with one agreement and numbers enough, and no backend. */
export function localProfile(more: Partial<ProfileOptions> = {}): Profile {
  const profile = openProfile({
    file: ':memory:',
    migrations: MIGRATIONS,
    user: {
      id: '0198aaaa-0000-7000-8000-00000000000a',
      username: 'kari',
      name: 'Kari Nordvik',
      initials: 'KN',
      role: 'supervisor',
      permissions: [...PERMISSIONS_OF.supervisor],
    },
    deviceId: uuidV7(),
    ...more,
  })
  const { db } = profile
  const id = agreementIdOf('SA0011807')
  const agreement = {
    id,
    agreementNo: 'SA0011807',
    name: 'Apple',
    kind: 'apple',
    customerId: null,
    routine: null,
  } as const
  db.transaction(() => {
    if (db.value('select 1 from agreement where id = ?', id) !== undefined) return
    applyPulled(db, 'agreement', id, agreement)
    db.run('update sync_state set filled = 1, epoch = ?', EPOCH)
    db.run('insert into lease (first, last, next) values (1000000, 1999999, 1000000)')
  })
  return profile
}

/** Registers an Apple case that must be accepted; answers its id. */
export function registered(profile: Profile, passcode: string | null = null): string {
  const answer = registerCase(
    profile,
    {
      contract: 'SA0011807',
      contactName: 'Åse Nordmann',
      mobile: '+4791234567',
      serviceLocation: 'Storgata 1, 0155 Oslo',
      productName: 'MacBook Air',
      faultDescription: 'Starter ikke',
      product: 'mac',
      purchasedOn: '2024-05-02',
    },
    passcode,
  )
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value.caseId
}

/** A command that must be accepted; answers its id. */
export function done<N extends CommandName>(profile: Profile, name: N, args: CommandArgs<N>): string {
  const answer = submitCommand(profile, { name, args })
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer.value.commandId
}

/** A page as the backend would answer it. */
export const page = (rows: PulledRow[], next: number, more: Partial<PullResponse> = {}): PullResponse => ({
  epoch: EPOCH,
  serverTime: new Date().toISOString(),
  rows,
  next,
  done: true,
  remaining: 0,
  ...more,
})
export const JUST_NOW = { askedAtMs: Date.now(), answeredAtMs: Date.now() }

/** Sends what is pending to a backend that accepts it, all but what it is to refuse. */
export function answered(profile: Profile, { refuse = [] as readonly string[], position = 10 } = {}): void {
  const batch = nextBatch(profile, 250, new Set())
  startPush(profile, batch, null)
  const results = batch.commands.map(({ envelope: { id } }) =>
    refuse.includes(id)
      ? { id, status: 'refused' as const, error: { code: 'row.absent' as const } }
      : { id, status: 'accepted' as const, position },
  )
  finishPush(profile, batch, { epoch: EPOCH, serverTime: new Date().toISOString(), results })
}
