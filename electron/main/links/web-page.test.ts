import { expect, test } from 'vitest'
import { isWebPage } from './web-page.ts'

test.each([
  ['https://login.example.org/authorize?x=1', true],
  ['http://127.0.0.1:3000/auth', true],
  ['http://login.example.org/', false],
  ['https://you@login.example.org/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['ms-msdt:/id', false],
  ['not an address', false],
])('%s is a web page: %s', (address, expected) => expect(isWebPage(address)).toBe(expected))
