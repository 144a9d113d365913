import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client'
import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { BrowserSignIn, BrowserSignInStart } from '#shared/sync/browser-sign-in.ts'
import type { Logger } from '../../lib/logger.ts'

/** The organisation's OpenID Connect provider, as the operator names it. */
export type ProviderOptions = {
  readonly issuer: string
  readonly clientId: string
  /** A public client if absent: PKCE alone then ties the code to the device. */
  readonly clientSecret?: string | undefined
  /** What people call it; shown on the button. */
  readonly name: string
  /** The claim of the id token that holds the user name here. */
  readonly claim: string
  readonly scope: string
}

export type Provider = {
  readonly name: string
  readonly pageFor: (start: BrowserSignInStart) => Promise<Result<string, AppError>>
  /** The user name that the provider vouches for: issuer, audience, nonce, times and signature of its id token hold. */
  readonly whoCameBack: (signIn: BrowserSignIn) => Promise<Result<string, AppError>>
}

const TIMEOUT_S = 10
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Speaks with the provider. It is asked what it offers at the first sign-in, so that a node starts without it. */
export function createProvider(options: ProviderOptions, logger: Logger): Provider {
  const issuer = new URL(options.issuer)
  const isLocal = LOOPBACK.includes(issuer.hostname)
  if (issuer.protocol !== 'https:' && !isLocal) throw new Error(`SKRANKE_OIDC_ISSUER ${options.issuer} is not https.`)
  let known: Promise<Configuration> | undefined

  function configuration(): Promise<Configuration> {
    known ??= discovery(
      issuer,
      options.clientId,
      undefined,
      options.clientSecret === undefined ? None() : ClientSecretPost(options.clientSecret),
      { timeout: TIMEOUT_S, execute: [enableNonRepudiationChecks, ...(isLocal ? [allowInsecureRequests] : [])] },
    ).catch((error: unknown) => {
      known = undefined // the next who signs in asks again
      throw error
    })
    return known
  }

  /** What went wrong, in words for a person; the log gets its kind, not its message, which may hold a name. */
  function failed(error: unknown): Result<never, AppError> {
    const kind = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    logger.warn({ kind }, 'a sign-in with the provider failed')
    return err(appError(isDenial(error) ? 'auth.cancelled' : 'auth.provider', { facts: { provider: options.name } }))
  }

  return {
    name: options.name,
    pageFor: async ({ redirect, challenge, state, nonce }) => {
      try {
        const url = buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirect,
          scope: options.scope,
          code_challenge: challenge,
          code_challenge_method: 'S256',
          state,
          nonce,
        })
        return ok(url.href)
      } catch (error) {
        return failed(error)
      }
    },
    whoCameBack: async ({ cameBack, verifier, state, nonce }) => {
      try {
        const tokens = await authorizationCodeGrant(await configuration(), new URL(cameBack), {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        const username = tokens.claims()?.[options.claim]
        if (typeof username === 'string' && username !== '') return ok(username)
        logger.error({ claim: options.claim }, 'the id token does not have the claim that holds the user name')
        return err(appError('auth.provider', { facts: { provider: options.name } }))
      } catch (error) {
        return failed(error)
      }
    },
  }
}

const isDenial = (error: unknown): boolean =>
  error instanceof AuthorizationResponseError && error.error === 'access_denied'
