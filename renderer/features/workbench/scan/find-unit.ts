import type { SearchHit } from '#shared/contract/views.ts'
import { caseNumber } from '#shared/domain/rules/index.ts'
import { isEnded } from '#shared/domain/service-case/flow.ts'
import type { Scan } from './read-scan.ts'

export type Found =
  | { readonly kind: 'unit'; readonly hit: SearchHit }
  /** More than one open case for the same unit: the person chooses. */
  | { readonly kind: 'several'; readonly hits: readonly SearchHit[] }
  /** A case, but none that the bench works on. */
  | { readonly kind: 'not-workshop'; readonly hit: SearchHit }
  | { readonly kind: 'ended'; readonly hit: SearchHit }
  | { readonly kind: 'none' }

/** The unit that a scan means among what the search found: exactly this number or serial, open before ended. */
export function findUnit(scan: Scan, hits: readonly SearchHit[]): Found {
  const exact = unique(hits.filter((hit) => isMeant(scan, hit)))
  const workshop = exact.filter((hit) => hit.flow === 'workshop')
  const open = workshop.filter((hit) => !isEnded(hit.state))
  const [first] = open
  if (first) return open.length === 1 ? { kind: 'unit', hit: first } : { kind: 'several', hits: open }
  const [ended] = [...workshop].sort((a, b) => (a.registeredAt < b.registeredAt ? 1 : -1))
  if (ended) return { kind: 'ended', hit: ended }
  return exact[0] ? { kind: 'not-workshop', hit: exact[0] } : { kind: 'none' }
}

/** Texts to search for, in turn, until one finds its unit. */
export function searchTexts(scan: Scan): readonly string[] {
  switch (scan.kind) {
    case 'number':
      return [
        caseNumber({ serial: scan.number }).replaceAll(' ', ''),
        ...(scan.checked ? [] : [String(scan.number).padStart(7, '0')]),
      ]
    case 'unit':
      return scan.texts
    case 'bad-number':
      return [scan.text]
    case 'empty':
    case 'unreadable':
      return []
  }
}

function isMeant(scan: Scan, hit: SearchHit): boolean {
  if (scan.kind === 'number')
    return hit.number === scan.number || sameSerial(hit.serialNo, String(scan.number).padStart(7, '0'))
  if (scan.kind === 'unit') return scan.texts.some((text) => sameSerial(hit.serialNo, text))
  return scan.kind === 'bad-number' && sameSerial(hit.serialNo, scan.text)
}

const sameSerial = (serial: string | null, text: string): boolean =>
  serial !== null && serial.replaceAll(/\s/g, '').toUpperCase() === text

const unique = (hits: readonly SearchHit[]): SearchHit[] => [...new Map(hits.map((hit) => [hit.id, hit])).values()]
