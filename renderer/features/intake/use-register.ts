import { useCallback, useRef, useState } from 'react'
import type { AgreementKind } from '#shared/domain/customer/customer.rows.ts'
import type { AppError } from '#shared/errors.ts'
import { CallError, type CallErrorKind } from '../../api/call-error.ts'
import { passcodeToSend, toRegisterArgs } from './form/to-register-args.ts'
import { registerCase } from './intake.queries.ts'
import { finishIntake, flushDrafts, type OpenIntake } from './intake.store.ts'
import { showRegistered } from './registered/show-registered.tsx'

type Problem = { readonly of: string; readonly refusal: AppError | null; readonly failed: CallErrorKind | null }
type Asked = { readonly open: OpenIntake; readonly kind: AgreementKind; readonly userId: string }

/**
 * Registers the open intake once, however often it is asked to. A draft that had become a case before (the program ended between the
 * two) opens that case. @rule SOS-2
 */
export function useRegister(onRegistered: (caseId: string) => void) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const running = useRef(false)

  const register = useCallback(
    async ({ open, kind, userId }: Asked): Promise<AppError | null> => {
      if (running.current) return null
      running.current = true
      setBusy(true)
      setProblem(null)
      const context = { caseId: open.caseId, kind, passcode: open.passcode, userId }
      try {
        await flushDrafts()
        const saved = await registerCase(toRegisterArgs(open.form, context), passcodeToSend(context))
        showRegistered(saved)
        await finishIntake(open.caseId)
        onRegistered(open.caseId)
        return null
      } catch (error) {
        if (!(error instanceof CallError)) throw error
        if (error.error?.code === 'case.exists') {
          await finishIntake(open.caseId)
          onRegistered(open.caseId)
          return null
        }
        setProblem({ of: open.caseId, refusal: error.error, failed: error.error ? null : error.kind })
        return error.error
      } finally {
        running.current = false
        setBusy(false)
      }
    },
    [onRegistered],
  )

  return { register, busy, problem, clear: useCallback(() => setProblem(null), []) }
}
