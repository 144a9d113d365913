import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { Transport } from './transport.ts'

/** The transport, and word of an answer that says that the device is revoked, whatever was asked. */
export function watchRevocation(transport: Transport, onRevoked: () => void): Transport {
  const watched =
    <A extends unknown[], R extends Result<unknown, AppError>>(ask: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const answer = await ask(...args)
      if (!answer.ok && answer.error.code === 'device.revoked') onRevoked()
      return answer
    }
  const { refresh, push, pull, leases, passcode } = transport
  return {
    ...transport,
    refresh: watched(refresh),
    push: watched(push),
    pull: watched(pull),
    leases: watched(leases),
    passcode: watched(passcode),
  }
}
