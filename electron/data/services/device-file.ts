import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { v4 as uuidV4 } from 'uuid'
import { z } from 'zod'
import { Notice } from '#shared/contract/notice.ts'

/** What the device knows before anyone is signed in. Small, in plain text, and without secrets: the key in it is sealed. */
const DeviceFile = z.object({
  deviceId: z.uuid(),
  /** The device's key, sealed by the operating system's key store; null where there is none. */
  sealedKey: z.string().nullable(),
  lastUsername: z.string().nullable(),
  /** Whose file is opened at the start; null after signing out. */
  signedIn: z.string().nullable(),
  /** User id by user name, of everyone who has a file here. */
  users: z.record(z.string(), z.string()),
  /** Of the last person, for the page before anyone is signed in. */
  settings: z.record(z.string(), z.string()),
  /** By user id: when the backend was last heard of (its time), and for how many days a person may go on without it. */
  contacts: z.record(z.string(), z.object({ at: z.iso.datetime(), days: z.number().positive() })).default({}),
  /** What people have not been told yet. */
  notices: z.array(Notice).default([]),
})
export type DeviceFile = z.infer<typeof DeviceFile>

export type Device = { readonly get: () => DeviceFile; readonly change: (fields: Partial<DeviceFile>) => void }

/** Reads the file, or makes it; a damaged one is kept beside and made anew (files of people are found again by name). */
export function openDevice(file: string): Device {
  let now = read(file) ?? fresh(file)
  return {
    get: () => now,
    change: (fields) => {
      now = { ...now, ...fields }
      write(file, now)
    },
  }
}

function read(file: string): DeviceFile | null {
  if (!existsSync(file)) return null
  try {
    const parsed = DeviceFile.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (parsed.success) return parsed.data
  } catch {
    // not JSON: damaged, as below
  }
  renameSync(file, `${file}.damaged`)
  return null
}

function fresh(file: string): DeviceFile {
  const made: DeviceFile = {
    deviceId: uuidV4(),
    sealedKey: null,
    lastUsername: null,
    signedIn: null,
    users: {},
    settings: {},
    contacts: {},
    notices: [],
  }
  write(file, made)
  return made
}

/** Whole or not at all, also when the power fails. */
function write(file: string, content: DeviceFile): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(content, null, 2), { flush: true })
  renameSync(`${file}.new`, file)
}
