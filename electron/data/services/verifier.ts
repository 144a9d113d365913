import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>

/** 32 MiB and about a tenth of a second a try. Source: OWASP password storage cheat sheet, scrypt. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 }

/** Lets the same person in without a network: a salted hash of the password that the backend took. */
export async function makeVerifier(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(password, salt, 32, COST)).toString('base64')}`
}

/** Of a person who signs in elsewhere and has no password here; nothing verifies against it. */
export const NO_VERIFIER = 'none'

export async function verifies(password: string, verifier: string): Promise<boolean> {
  const [kind, salt, hash] = verifier.split('$')
  if (kind !== 'scrypt' || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64')
  const given = await derive(password, Buffer.from(salt, 'base64'), expected.length, COST)
  return timingSafeEqual(given, expected)
}
