import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { BackendRefused, backendTarget } from './import/backend-target.ts'
import { type ImportTarget, importRows } from './import/import-rows.ts'
import { columnsOf, Mapping } from './import/mapping.ts'
import { profileTarget } from './import/profile-target.ts'
import { readRows, UnreadableFile } from './import/read-file.ts'
import { userDataFolder } from './import/user-data.ts'

const USAGE = 'npm run import -- --file F --mapping M [--backend URL] [--user NAME]'

/** Thrown for what the person at the command line can mend. */
class WrongUse extends Error {}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      mapping: { type: 'string' },
      backend: { type: 'string' },
      user: { type: 'string' },
    },
  })
  if (!values.file || !values.mapping) throw new WrongUse(`Usage: ${USAGE}`)
  const mapping = readMapping(values.mapping)
  const target = await targetOf(values.backend, values.user)
  try {
    const result = await importRows(mapping, readRows(values.file, columnsOf(mapping)), target, (done) =>
      process.stderr.write(`${done} rows\n`),
    )
    process.stdout.write(`${JSON.stringify(result)}\n`)
  } finally {
    await target.close()
  }
}

/** Without a backend the rows go into the profile on this device, and are sent when it is online. */
async function targetOf(backend: string | undefined, user: string | undefined): Promise<ImportTarget> {
  const person = {
    username: user ?? process.env['SKRANKE_USER'] ?? 'admin',
    password: process.env['SKRANKE_PASSWORD'] ?? 'skranke-demo',
  }
  if (backend === undefined)
    return profileTarget(userDataFolder(process.env, process.platform), process.env['SKRANKE_BACKEND'], person)
  return backendTarget(backend, person.username, person.password, () => new Date().toISOString())
}

function readMapping(file: string): Mapping {
  const parsed = Mapping.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new WrongUse(`${file} is no mapping:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}

const isExpected = (error: unknown): error is Error =>
  error instanceof WrongUse ||
  error instanceof UnreadableFile ||
  error instanceof BackendRefused ||
  error instanceof SyntaxError ||
  (error instanceof Error && 'code' in error && error.code === 'ENOENT')

try {
  await main()
} catch (error) {
  if (!isExpected(error)) throw error
  process.stderr.write(`Not imported: ${error.message}\n`)
  process.exitCode = 1
}
