import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * Keeps small secrets: each under a key of its own (AES-256-GCM), that key wrapped by the device's key. Deleting what was sealed
 * deletes its key with it. Layout: wrapped key (60 bytes) | nonce (12) | tag (16) | text. @rule INTAKE-SECRET
 */
export type Sealer = { readonly seal: (text: string) => Buffer; readonly open: (sealed: Buffer) => string | null }

const NONCE = 12
const TAG = 16
const KEY = 32
const WRAPPED = NONCE + TAG + KEY

export function createSealer(deviceKey: Buffer): Sealer {
  return {
    seal: (text) => {
      const key = randomBytes(KEY)
      return Buffer.concat([encrypt(deviceKey, key), encrypt(key, Buffer.from(text, 'utf8'))])
    },
    open: (sealed) => {
      try {
        const key = decrypt(deviceKey, sealed.subarray(0, WRAPPED))
        return decrypt(key, sealed.subarray(WRAPPED)).toString('utf8')
      } catch {
        return null // sealed on another device, or damaged
      }
    },
  }
}

export const newDeviceKey = (): Buffer => randomBytes(KEY)

function encrypt(key: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

function decrypt(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
}
