/**
 * An address that mail can be sent to, to the eye: one @, no blanks, a dotted domain. Letters outside ASCII are allowed; whether
 * the mailbox exists only the mail server knows.
 */
export function isEmailAddress(text: string): boolean {
  const address = text.trim()
  const [local = '', domain = '', ...rest] = address.split('@')
  if (rest.length > 0 || address.length > 254 || local.length > 64) return false
  return isDotted(local, /^[^\s@()<>[\]\\,;:"]+$/) && isDotted(domain, LABEL) && TOP_LEVEL.test(domain)
}

const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u
const TOP_LEVEL = /\.(?:\p{L}{2,}|xn--[a-z0-9-]+)$/iu

const isDotted = (text: string, part: RegExp): boolean => text.split('.').every((each) => part.test(each))
