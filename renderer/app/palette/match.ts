/** Accents and case do not matter when a person looks for words: "klor" finds "Klør". */
export const fold = (text: string): string =>
  text.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('æ', 'ae')

/** Every word of the text begins some word of the label. */
export function matches(label: string, text: string): boolean {
  const words = fold(label).split(/[\s/–-]+/)
  return fold(text)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}
