import { readCaseNumber } from '#shared/domain/case-number/case-number.ts'

export const LINK_SCHEME = 'skranke'

/** The case that a link names, by its number as people read it or by its id. */
export type DeepLink = { readonly number: number | null; readonly caseId: string | null }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Reads `skranke://case/1042-7731` or `skranke://case/<id>`; undefined for anything else: links come from anywhere. */
export function parseDeepLink(text: string): DeepLink | undefined {
  const match = /^skranke:\/\/case\/([^/?#]{1,64})\/?$/i.exec(text.trim())
  if (!match?.[1]) return undefined
  const what = decoded(match[1])
  if (what === undefined) return undefined
  if (UUID.test(what)) return { number: null, caseId: what.toLowerCase() }
  const read = readCaseNumber(what)
  return read.ok ? { number: read.number, caseId: null } : undefined
}

/** The link among the arguments of a second start. */
export const linkAmong = (args: readonly string[]): DeepLink | undefined =>
  args.map(parseDeepLink).find((link) => link !== undefined)

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
