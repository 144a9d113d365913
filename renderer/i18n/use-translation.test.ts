import i18next from 'i18next'
import { expect, test, vi } from 'vitest'
import { remembering } from './use-translation.ts'

test('a text is looked for once; one with a value in it is said anew for each value', async () => {
  const words = await i18next.createInstance().init({
    lng: 'nb',
    resources: { nb: { translation: { open: 'åpne', found: 'fant {{n}}' } } },
  })
  const ask = vi.fn(words)
  const t = remembering(ask as unknown as typeof words)
  expect([t('open'), t('open'), t('found', { n: 1 }), t('found', { n: 2 })]).toEqual([
    'åpne',
    'åpne',
    'fant 1',
    'fant 2',
  ])
  expect(ask).toHaveBeenCalledTimes(3)
})
