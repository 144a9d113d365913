/** Members that hold a secret by mistake of a client are not kept. @rule INTAKE-SECRET */
const SECRET = /^(passcode|password|pin|pin-?code)$/i

/** The arguments as they may be logged: with their text made storable and without members that look like a secret. */
export function asLogged(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(asLogged)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      storableText(name),
      SECRET.test(name) ? '[removed]' : asLogged(member),
    ]),
  )
}

/** PostgreSQL's JSON holds neither the NUL character nor half a surrogate pair. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return storableText(value) === value
  if (Array.isArray(value)) return value.every(isStorable)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, member]) => isStorable(name) && isStorable(member))
}

const storableText = (text: string): string =>
  text.includes('\u0000') || SURROGATE.test(text)
    ? text.replaceAll('\u0000', '\uFFFD').replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    : text

/** Half of a pair, whose other half may be beside it: looked for first, because few texts have any. */
const SURROGATE = /[\uD800-\uDFFF]/
