/** What is edited on every side: of the cases that are open, those registered last. */
export const newestOpen = <T extends { readonly state: string; readonly registeredAt: string }>(
  cases: readonly T[],
  count: number,
): T[] =>
  cases
    .filter(({ state }) => state !== 'closed' && state !== 'cancelled')
    .toSorted((a, b) => (a.registeredAt < b.registeredAt ? 1 : -1))
    .slice(0, count)
