import { type AppError, appError } from '#shared/errors.ts'
import { err, ok, type Result } from '#shared/lib/result.ts'
import type { Profile } from '../profile.ts'
import type { Tokens } from '../sync/tokens.ts'
import type { Transport } from '../sync/transport.ts'
import { passcodeOfCase } from './local-passcodes.ts'
import { submitCommand } from './submit-command.ts'

/**
 * Shows a passcode, and logs who looked and when before it is shown. What has not left this device is opened here; the rest is
 * at the backend and needs a network. @rule INTAKE-SECRET
 */
export async function revealPasscode(
  profile: Profile,
  { transport, tokens }: { transport: Transport; tokens: Tokens },
  caseId: string,
): Promise<Result<{ passcode: string }, AppError>> {
  const here = passcodeOfCase(profile, caseId)
  if (here !== null) {
    const logged = submitCommand(profile, { name: 'passcode.reveal', args: { caseId } })
    return logged.ok ? ok({ passcode: here }) : logged
  }
  const token = await tokens.get()
  if (!token.ok) return err(offline(token.error))
  const commandId = profile.newId()
  const actAt = profile.acts.next()
  const answer = await transport.passcode({ commandId, caseId, deviceId: profile.deviceId, actAt }, token.value)
  return answer.ok ? ok({ passcode: answer.value }) : err(offline(answer.error))
}

const offline = (error: AppError): AppError =>
  error.code === 'network.offline' ? appError('secret.offline', { rule: 'INTAKE-SECRET' }) : error
