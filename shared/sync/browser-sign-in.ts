import { z } from 'zod'

/**
 * Signing in with the organisation's own provider (OpenID Connect, code flow with PKCE). The device holds the verifier and the
 * loopback address that the browser comes back to (RFC 8252); the backend is the client of the provider and gives the session.
 */

/** How a person may sign in at this backend. */
export const SignInMethods = z.object({
  password: z.boolean(),
  /** The provider's name as people know it; null where there is none. */
  browser: z.object({ name: z.string() }).nullable(),
})
export type SignInMethods = z.infer<typeof SignInMethods>

/** Only an address of this machine: a code is worth nothing elsewhere. */
const Redirect = z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}\/signed-in$/)
const Chance = z.string().regex(/^[\w-]{43}$/)

export const BrowserSignInStart = z.object({ redirect: Redirect, challenge: Chance, state: Chance, nonce: Chance })
export type BrowserSignInStart = z.infer<typeof BrowserSignInStart>
/** Where the browser goes. */
export const BrowserSignInPage = z.object({ url: z.url() })

export const BrowserSignIn = z.object({
  /** The address that the browser came back to, with what the provider said. */
  cameBack: z
    .string()
    .max(8000)
    .regex(/^http:\/\/127\.0\.0\.1:\d{1,5}\/signed-in\?/),
  verifier: Chance,
  state: Chance,
  nonce: Chance,
  /** The machine; with the person it makes the device. */
  machineId: z.uuid(),
})
export type BrowserSignIn = z.infer<typeof BrowserSignIn>
