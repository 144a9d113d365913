import type { AppError } from '#shared/errors.ts'
import type { Result } from '#shared/lib/result.ts'
import type { Profile } from '../profile.ts'
import { submitCommand, type Submission, type Submitted } from './submit-command.ts'

/**
 * One command for each of many cases, made together: each is decided and committed by itself, so that one refusal stops no other,
 * and all that were accepted are taken back as one. Yields between them, so that reads need not wait for the last.
 */
export function* submitMany(
  profile: Profile,
  items: readonly Pick<Submission, 'name' | 'args'>[],
  undoGroup: string,
): Generator<undefined, Result<Submitted, AppError>[]> {
  const results: Result<Submitted, AppError>[] = []
  for (const { name, args } of items) {
    results.push(submitCommand(profile, { name, args, undoGroup }))
    yield
  }
  return results
}
