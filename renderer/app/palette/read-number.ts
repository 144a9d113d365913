import { readCaseNumber } from '#shared/domain/rules/index.ts'

export type ReadNumber =
  /** `checked`: the check digit was there and is right; without it the number may be misheard. */
  | { readonly kind: 'number'; readonly serial: number; readonly checked: boolean }
  | { readonly kind: 'wrong'; readonly problem: 'check-digit' | 'length' }
  | { readonly kind: 'none' }

/** Reads what may be a case number: eight digits with their check digit, seven or fewer without. @rule SOS-2 */
export function readNumber(text: string): ReadNumber {
  const read = readCaseNumber(text)
  if (read.ok) return { kind: 'number', serial: read.number, checked: true }
  const digits = text.trim().replaceAll(/[\p{Zs}\t#-]/gu, '')
  if (!/^[0-9]+$/.test(digits)) return { kind: 'none' }
  if (digits.length === 8) return { kind: 'wrong', problem: 'check-digit' }
  if (digits.length > 8 || Number(digits) === 0) return { kind: 'wrong', problem: 'length' }
  return { kind: 'number', serial: Number(digits), checked: false }
}

/** The case number in a text from elsewhere, such as a line of a mail: the first run of eight digits whose check digit is right. */
export function numberWithin(text: string): number | null {
  const link = /skranke:\/\/case\/([0-9%\- ]+)/i.exec(text)?.[1]?.replaceAll('%20', ' ')
  for (const candidate of [link, text, ...(text.match(/\b\d{4}[\s\u00a0-]?\d{4}\b/g) ?? [])]) {
    const read = candidate === undefined ? null : readNumber(candidate.slice(0, 100))
    if (read?.kind === 'number' && (read.checked || candidate === text)) return read.serial
  }
  return null
}
