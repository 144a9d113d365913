const KRONER = /^(\d{1,7})(?:[.,](\d{1,2}))?$/

/** An amount as people type it, `450`, `1 200,50` or `450,-`, in whole øre; null when it is none. Nothing is rounded. */
export function readMoney(text: string): number | null {
  const typed = text
    .replaceAll(/[\s\u00a0]/g, '')
    .replace(/(kr|NOK)\.?$/i, '')
    .replace(/,-$/, '')
  const match = KRONER.exec(typed)
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** How an amount stands in the field that it is typed in. @param amountMinor whole øre */
export const writeMoney = (amountMinor: number): string =>
  amountMinor % 100 === 0 ? String(amountMinor / 100) : (amountMinor / 100).toFixed(2).replace('.', ',')
