import { expect, test } from 'vitest'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'

const directives = new Map(
  CONTENT_SECURITY_POLICY.split('; ').map((each): [string, string[]] => {
    const [name = '', ...sources] = each.split(' ')
    return [name, sources]
  }),
)

test('nothing is allowed that is not named', () => {
  expect(directives.get('default-src')).toEqual(["'none'"])
})
test('scripts come from the app alone: none inline, none evaluated', () => {
  expect(directives.get('script-src')).toEqual(["'self'"])
})
test('no directive lets the page reach the network', () => {
  expect([...directives.values()].flat().filter((source) => /^(https?:|\*|ws)/.test(source))).toEqual([])
})
test('the page cannot be framed, submit forms elsewhere or change its base', () => {
  for (const name of ['frame-ancestors', 'form-action', 'base-uri']) expect(directives.get(name)).toEqual(["'none'"])
})
