import { hkdfSync } from 'node:crypto'
import { join } from 'node:path'
import { secretFile } from '../../lib/secret-file.ts'

/** Keys that only the nodes of one backend have; every node must be given the same secret. */
export type Keys = { readonly passcodes: Buffer; readonly accessTokens: Buffer }

/** Derives the keys from `SKRANKE_SECRET_KEY`, or without it from a file in the data folder that only its owner may read. */
export function loadKeys(dataDir: string, secret: string | undefined): Keys {
  if (secret !== undefined && secret.length < 32) throw new Error('SKRANKE_SECRET_KEY is shorter than 32 characters.')
  const root = secret ?? secretFile(join(dataDir, 'secret-key'))
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', root, 'skranke', purpose, 32))
  return { passcodes: derived('passcodes'), accessTokens: derived('access tokens') }
}
