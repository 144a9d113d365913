import { useCallback, useState } from 'react'
import type { CommandName } from '#shared/domain/commands.ts'
import type { AppError } from '#shared/errors.ts'
import { refusalOf } from '../../api/call-error.ts'
import { submitCommand } from '../../api/submit.ts'

/** Does a command and keeps the refusal, if any, for the place that shows it. One at a time. */
export function useAct() {
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)
  const act = useCallback(
    async (name: CommandName, args: unknown, options: { passcode?: string | null } = {}): Promise<boolean> => {
      setBusy(true)
      try {
        await submitCommand(name, args as never, options)
        setRefusal(null)
        return true
      } catch (error) {
        setRefusal(refusalOf(error) ?? { code: 'command.crashed' })
        return false
      } finally {
        setBusy(false)
      }
    },
    [],
  )
  return { act, busy, refusal, forget: useCallback(() => setRefusal(null), []) }
}
