type Rows = Readonly<Record<string, readonly unknown[]>>

/** The first row in which two sets of tables differ, in words; null where they are the same. */
export function firstDifference(expected: Rows, found: Rows): string | null {
  for (const [table, rows] of Object.entries(expected)) {
    const there = byId(found[table] ?? [])
    for (const [id, row] of byId(rows)) {
      const other = there.get(id)
      if (other === undefined) return `${table} ${id} is not there`
      if (stable(row) !== stable(other)) return `${table} ${id}: ${differing(row, other)}`
      there.delete(id)
    }
    const extra = [...there.keys()][0]
    if (extra !== undefined) return `${table} ${extra} should not be there`
  }
  return null
}

const byId = (rows: readonly unknown[]): Map<string, Record<string, unknown>> =>
  new Map(rows.map((row) => [(row as { id: string }).id, row as Record<string, unknown>]))

function differing(expected: Record<string, unknown>, found: Record<string, unknown>): string {
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    .filter((name) => stable(expected[name]) !== stable(found[name]))
    .map((name) => `${name} is ${stable(found[name])}, not ${stable(expected[name])}`)
    .join('; ')
}

/** JSON with the members of every object in one order. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
