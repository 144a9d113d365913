/**
 * A totally anti-symmetric quasigroup of order 10 (H. Michael Damm, 2004). Its check digit catches every wrong digit and every
 * swap of two neighbours, which is what goes wrong when a number is read out on the phone.
 */
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const

/** The check digit of a string of ASCII digits. A string that ends in its own check digit has check digit 0. */
export function dammDigit(digits: string): number {
  let interim = 0
  for (const digit of digits) interim = Number(QUASIGROUP[interim]?.[Number(digit)])
  return interim
}
