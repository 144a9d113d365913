import { aPrinter } from './entries.ts'
import { expect, test } from './fixtures.ts'
import { SHELL } from './pages/words.ts'

test('a skranke:// link opens its case in the window that is there', async ({ kari }) => {
  const number = await kari.window.register(aPrinter())
  const { page } = kari.window
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('case-number')).toBeHidden()
  await kari.running().app.evaluate(
    ({ app }, link) => {
      app.emit('second-instance', {}, ['skranke', link])
    },
    `skranke://case/${number.replace(' ', '-')}`,
  )
  await expect(page.getByTestId('case-number')).toContainText(number)
})

test('an address that is none leads back to the queues', async ({ kari }) => {
  const { page } = kari.window
  await page.evaluate(() => {
    window.location.hash = '#/nowhere/at/all'
  })
  await page.getByRole('link', { name: SHELL['not-found'].do }).click()
  await expect(page).toHaveURL(/#\/q\/mine$/)
  await expect(kari.window.rows.first()).toBeVisible()
})
