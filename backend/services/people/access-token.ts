import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const Claims = z.object({ session: z.uuid(), expiresAt: z.iso.datetime() })
export type Claims = z.infer<typeof Claims>

/** `claims.signature`, both base64url. Any node with the same key can read what another signed. */
export function signAccessToken(key: Buffer, claims: Claims): string {
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${body}.${signatureOf(key, body).toString('base64url')}`
}

/** The claims of a token that we signed, whether or not it has expired; null for any other text. */
export function readAccessToken(key: Buffer, token: string): Claims | null {
  const [body = '', signature = '', ...more] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const right = signatureOf(key, body)
  if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null
  return Claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
}

const signatureOf = (key: Buffer, body: string): Buffer => createHmac('sha256', key).update(body).digest()
