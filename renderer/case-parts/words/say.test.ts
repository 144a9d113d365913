import { expect, test } from 'vitest'
import { FIELD_KIND } from './field-kinds.ts'
import { showValue } from './say.ts'
import { sayIn } from './test-say.ts'

test('a phone is shown as it is read aloud, in groups; one that is none as it was written', async () => {
  const say = await sayIn('nb')
  const shown = (value: string | null) => showValue({ kind: FIELD_KIND.mobile, value }, say)
  expect(shown('+4791234567')).toBe('+47 91 23 45 67')
  expect(shown('+46701234567')).toBe('+46 70 123 45 67')
  expect(shown('sentralbordet')).toBe('sentralbordet')
  expect(shown(null)).toBe(say.t('common:none'))
})
