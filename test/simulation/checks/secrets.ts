import { existsSync, readFileSync } from 'node:fs'
import { isAdoption } from './approvals.ts'
import type { Stage } from '../history/stage.ts'
import type { BackendState } from './backend-state.ts'

const PLAIN = /hemmelig-\d{9}/

/** A passcode lies nowhere in plain text, and the one that was given last can be read. @rule INTAKE-SECRET */
export async function checkSecrets(
  { desks, journal, database, node, restores }: Stage,
  { log, rows }: BackendState,
): Promise<void> {
  const { violations } = journal
  for (const { file, username } of desks)
    for (const part of ['', '-wal'])
      if (existsSync(file + part) && PLAIN.test(readFileSync(file + part, 'latin1')))
        violations.push(`the file of ${username} shows a passcode`)
  const { $client } = database.db
  for (const table of ['command_log', 'row_state', 'passcode', 'passcode_key']) {
    const { rows: found } = await $client.query(`select 1 from ${table} t where t::text like '%hemmelig-%' limit 1`)
    if (found.length > 0) violations.push(`${table} shows a passcode`)
  }

  const latest = new Map<string, string>()
  for (const logged of log) {
    const { name, status, args } = logged
    const id = isAdoption(logged) ? (logged.retryOf ?? '') : logged.id
    const isHere = id === logged.id || journal.handedWithPasscode.has(id)
    const passcode = isHere ? journal.made.get(id)?.passcode : null
    if (status === 'accepted' && passcode) latest.set(String(args.caseId), passcode)
    // A program of others said that there is one and sent none, or the process was killed before it could say that it was kept.
    const isUnknown = journal.foreign.has(id) || !journal.made.has(id)
    if (status === 'accepted' && name === 'passcode.keep' && isUnknown) latest.delete(String(args.caseId))
  }
  for (const { id, data } of rows.filter(({ table }) => table === 'serviceCase')) {
    const kept = await node.context.passcodes.reveal(database.db, id)
    if (data.hasPasscode === false && kept !== null) violations.push(`the passcode of case ${id} was not erased`)
    // A device forgets a passcode as soon as the backend has it: one from after the backup is to be asked for again.
    if (data.hasPasscode === true && latest.has(id) && kept !== latest.get(id) && restores === 0)
      violations.push(`the passcode of case ${id} is ${kept === null ? 'gone' : 'another'}`)
  }
}
