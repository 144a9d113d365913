import type { WriteDb } from '#db/client.ts'
import { WROTE } from '#db/touch-kinds.ts'
import type { Profile } from '../profile.ts'

/** Passcodes that have not reached the backend. Sealed, and gone as soon as they are no longer needed here. @rule INTAKE-SECRET */
export function keepPasscode({ db, sealer }: Profile, commandId: string, caseId: string, passcode: string): void {
  db.run(
    'insert or replace into local_passcode (command_id, case_id, sealed) values (?, ?, ?)',
    commandId,
    caseId,
    sealer.seal(passcode),
  )
}

/** The passcode that travels beside a command. */
export function passcodeBeside({ db, sealer }: Profile, commandId: string): string | null {
  const sealed = db.value<Buffer>('select sealed from local_passcode where command_id = ?', commandId)
  return sealed === undefined ? null : sealer.open(sealed)
}

/** The latest one of a case. */
export function passcodeOfCase({ db, sealer }: Profile, caseId: string): string | null {
  const sealed = db.value<Buffer>(
    'select sealed from local_passcode where case_id = ? order by command_id desc limit 1',
    caseId,
  )
  return sealed === undefined ? null : sealer.open(sealed)
}

export const erasePasscode = (db: WriteDb, commandId: string): void => {
  db.run('delete from local_passcode where command_id = ?', commandId)
}

export const erasePasscodes = (db: WriteDb, commandIds: readonly string[]): void => {
  db.run('delete from local_passcode where command_id in (select value from json_each(?))', JSON.stringify(commandIds))
}

/** The command is tried again under another id. */
export const movePasscode = (db: WriteDb, from: string, to: string): void => {
  db.run('update local_passcode set command_id = ? where command_id = ?', to, from)
}

/**
 * A case that has ended keeps no passcode. One that only a pending command has ended may be open again tomorrow (the command taken
 * back or refused), and its passcode is still on its way: it waits for the backend's word.
 */
export const eraseEnded = (db: WriteDb): void => {
  db.run(`delete from local_passcode
     where exists (select 1 from service_case c where c.id = local_passcode.case_id and c.open = 0)
       and not exists (select 1 from touch t where t.name = 'serviceCase/' || local_passcode.case_id and t.kind & ${WROTE})`)
}
