/** What a pending command has to do with a name; sums are stored (see `schema/sync.ts`). */
export const READ = 1
export const WROTE = 2
export const WROTE_IN = 4
export const MADE = 8
