import { safeStorage } from 'electron'
import { log } from '../log.ts'

/** Seals small secrets (a passcode, a session) with the key store of the operating system. */
export type KeyStore = {
  /** Base64 of the sealed text; null where there is no safe store. */
  readonly seal: (text: string) => string | null
  /** What was sealed; null when it cannot be read, for example on another machine. */
  readonly unseal: (sealed: string) => string | null
}

/**
 * The key store of this machine. On a Linux without a key ring Electron can only obscure (`basic_text`): accepted during
 * development and in tests, refused in a release. Call when the app is ready. @rule INTAKE-SECRET
 */
export function openKeyStore(release: boolean): KeyStore {
  const safe = isSafe(release)
  if (!safe) log.warn('there is no safe key store here: passcodes and sessions are not kept')
  return {
    seal: (text) => (safe ? attempt(() => safeStorage.encryptString(text).toString('base64')) : null),
    unseal: (sealed) => (safe ? attempt(() => safeStorage.decryptString(Buffer.from(sealed, 'base64'))) : null),
  }
}

function isSafe(release: boolean): boolean {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
    if (release) return false
    safeStorage.setUsePlainTextEncryption(true)
  }
  return safeStorage.isEncryptionAvailable()
}

function attempt(work: () => string): string | null {
  try {
    return work()
  } catch (error) {
    log.warn('the key store refused', (error as Error).name)
    return null
  }
}
