import { expect, test } from './fixtures.ts'
import { SHELL } from './pages/words.ts'

test('language and theme change at once and are still so after a restart', async ({ kari }) => {
  const { page } = kari.window
  await page.getByRole('link', { name: SHELL.settings }).click()
  await page.getByRole('combobox', { name: 'Språk' }).click()
  await page.getByRole('option', { name: 'Svenska' }).click()
  await expect(page.getByRole('link', { name: 'Inställningar' })).toBeVisible()
  await page.getByText('Mörkt', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('lang', /^sv/)
  // The choice has the focus, and letters still command.
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await expect(page).toHaveURL(/#\/q\/unassigned$/)

  await kari.restart()
  const again = kari.window.page
  await expect(again.getByRole('link', { name: 'Inställningar' })).toBeVisible()
  await expect(again.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  const menu = await kari
    .running()
    .app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label))
  expect(menu).toContain('Redigera')

  await again.getByRole('link', { name: 'Inställningar' }).click()
  await again.getByRole('combobox', { name: 'Språk' }).click()
  await again.getByRole('option', { name: 'English' }).click()
  await expect(again.getByRole('link', { name: 'Settings' })).toBeVisible()
})
