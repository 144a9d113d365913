import type { Random } from '#backend/demo/random.ts'

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
const half = (random: Random): number => Math.floor(random.next() * 2 ** 32)

/** A UUIDv7 of that instant whose chance comes from the seed. */
export function idAt(random: Random, instant: string | number): string {
  const ms = hex(typeof instant === 'number' ? instant : Date.parse(instant), 12)
  const [a, b, c] = [half(random), half(random), half(random)]
  const variant = hex(0x8000 | (a >>> 18), 4)
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${hex(a & 0xfff, 3)}-${variant}-${hex(b, 8)}${hex(c >>> 16, 4)}`
}
