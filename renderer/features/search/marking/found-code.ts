import type { SearchHit } from '#shared/contract/views.ts'
import { phoneInGroups } from '#shared/lib/phone.ts'

/**
 * The serial or phone by which a case was found, as it is read: a serial as somebody wrote it, if it is the one; the serial of the unit
 * that was given instead is not in a list.
 */
export function foundCode({ by, code, serialNo }: Pick<SearchHit, 'by' | 'code' | 'serialNo'>): string | null {
  if (code === null) return null
  if (by === 'phone') return phoneInGroups(`+${code}`)
  return serialNo !== null && serialNo.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '') === code ? serialNo : code
}
