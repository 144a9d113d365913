import { v7 as uuidV7 } from 'uuid'
import { create } from 'zustand'
import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'
import { unwrap } from './call-error.ts'
import { api } from './client.ts'

/** What this window has done, newest last; what is not sent yet can be taken back. */
type Done = { readonly commandId: string; readonly caseId: string; readonly name: CommandName }
export const useDone = create<{ readonly done: readonly Done[] }>(() => ({ done: [] }))

const KEPT = 50

/** Remembers a command so that `Ctrl/Cmd+Z` finds it. */
export function rememberDone(entry: Done): void {
  useDone.setState(({ done }) => ({ done: [...done.slice(1 - KEPT), entry] }))
}

type Options = { readonly passcode?: string | null; readonly undoGroup?: string | null }

/** Does one command. It is durable when this resolves. @throws CallError `refused` with the rule and the facts */
export async function submitCommand<N extends CommandName>(name: N, args: CommandArgs<N>, options: Options = {}) {
  const submitted = unwrap(await api.commands.submit({ name, args, ...options }))
  rememberDone({ commandId: submitted.commandId, caseId: submitted.caseId, name })
  return submitted
}

/** So many cross the port at once. */
const CHUNK = 500

/** Does one command for each of many cases; what was accepted is taken back as one. Refusals come back beside their case. */
export async function submitMany(items: readonly { readonly name: CommandName; readonly args: unknown }[]) {
  const undoGroup = uuidV7()
  const outcomes: Awaited<ReturnType<typeof api.commands.submitMany>> = []
  for (let start = 0; start < items.length; start += CHUNK)
    outcomes.push(...(await api.commands.submitMany({ items: items.slice(start, start + CHUNK) as never, undoGroup })))
  const last = outcomes.findLast((outcome) => outcome.ok)
  const name = items[0]?.name
  const commandId = last?.ok ? last.value.commandId : null
  if (last?.ok && name) rememberDone({ commandId: last.value.commandId, caseId: last.value.caseId, name })
  return { outcomes, commandId }
}

/** Takes a command of this window back, the last where none is named. Null when there is none. */
export async function undoLast(commandId?: string): Promise<Done | null> {
  const { done } = useDone.getState()
  const last = commandId === undefined ? done.at(-1) : done.findLast((entry) => entry.commandId === commandId)
  if (!last) return null
  useDone.setState({ done: done.filter((entry) => entry !== last) })
  unwrap(await api.commands.undo({ commandId: last.commandId }))
  return last
}
