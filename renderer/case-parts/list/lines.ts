import type { CaseListItem } from '#shared/contract/views.ts'

/** A heading of a group, as much of it as the list knows. */
export type ListGroup = { readonly value: string | null; readonly label: string; readonly count: number }

/** A line of a list: a case, or the heading of the group that follows. */
export type Line<T extends CaseListItem> =
  | { readonly kind: 'case'; readonly id: string; readonly item: T }
  | { readonly kind: 'group'; readonly id: string; readonly group: ListGroup; readonly folded: boolean }

export const groupId = (value: string | null): string => `group:${value ?? ''}`
export const isGroupId = (id: string): boolean => id.startsWith('group:')
/** The value of a group's id; '' stands for none, since no value is empty. */
export const groupValue = (id: string): string | null => id.slice('group:'.length) || null

type Grouped = { readonly groups: readonly ListGroup[]; readonly folded: readonly (string | null)[] }

/**
 * Cases and headings as they stand. The cases come group by group and page by page, so the headings after the last one that has
 * come wait, unless everything has.
 */
export function linesOf<T extends CaseListItem & { readonly group?: string | null | undefined }>(
  items: readonly T[],
  grouped: Grouped | null,
  complete: boolean,
): readonly Line<T>[] {
  const cases = (some: readonly T[]): Line<T>[] => some.map((item) => ({ kind: 'case', id: item.id, item }))
  if (grouped === null) return cases(items)
  const byGroup = new Map<string | null, T[]>()
  for (const item of items) {
    const own = byGroup.get(item.group ?? null)
    if (own) own.push(item)
    else byGroup.set(item.group ?? null, [item])
  }
  const lines: Line<T>[] = []
  for (const group of grouped.groups) {
    const folded = grouped.folded.includes(group.value)
    const own = byGroup.get(group.value) ?? []
    lines.push({ kind: 'group', id: groupId(group.value), group, folded }, ...cases(own))
    if (!complete && !folded && own.length < group.count) break
  }
  return lines
}
