import type { CaseListItem } from '#shared/contract/views.ts'
import type { CommandArgs, CommandName } from '#shared/domain/commands.ts'
import { commandsFrom } from '#shared/domain/service-case/flow.ts'
import { ONE_PRESS } from '../../../case-parts/actions/one-press.ts'

/** Something that is done to each of several cases. */
export type BulkAct = { readonly name: CommandName; readonly argsOf: (item: CaseListItem) => unknown }

const bulk = <N extends CommandName>(name: N, argsOf: (item: CaseListItem) => CommandArgs<N>): BulkAct => ({
  name,
  argsOf,
})

/** Based on the owner that the list shows for each. @rule SOS-3 */
export const assignTo = (ownerId: string | null): BulkAct =>
  bulk('case.assign', (item) => ({ caseId: item.id, ownerId, expects: { ownerId: item.ownerId } }))

export const noteOn = (text: string): BulkAct => bulk('case.note', (item) => ({ caseId: item.id, text }))

/** A step that asks nothing. @rule SHOP-5 */
export const step = (name: CommandName): BulkAct => ({ name, argsOf: (item) => ({ caseId: item.id }) })

const STEPS = new Set<string>(ONE_PRESS.map(({ command }) => command))
/** What ends a case stands last. */
const ENDS: readonly string[] = ['case.close', 'case.closeUnanswered']

/** The steps that some of the cases can take now, and how many of them; those that most can take come first. */
export function stepsOf(items: readonly CaseListItem[]): { readonly name: CommandName; readonly count: number }[] {
  const counts = new Map<CommandName, number>()
  for (const { flow, state } of items)
    for (const name of commandsFrom(flow, state)) if (STEPS.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const ends = (name: string): number => (ENDS.includes(name) ? 1 : 0)
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .toSorted((a, b) => ends(a.name) - ends(b.name) || b.count - a.count)
}
