/** A clock that started at a given instant and runs at the usual pace: every process of one story is started with what it shows. */
export type StoryClock = { readonly now: () => string }

export function storyClock(startsAt: string): StoryClock {
  const offset = Date.parse(startsAt) - Date.now()
  return { now: () => new Date(Date.now() + offset).toISOString() }
}
