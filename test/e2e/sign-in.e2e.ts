import { aPrinter } from './entries.ts'
import { expect, test } from './fixtures.ts'
import { SHELL } from './pages/words.ts'

test('a wrong password is refused in words, and the name stays', async ({ desk }) => {
  const { page } = desk.window
  await page.getByLabel(SHELL['sign-in'].username).fill('kari')
  await page.getByLabel(SHELL['sign-in'].password, { exact: true }).fill('wrong')
  await page.getByRole('button', { name: SHELL['sign-in'].do }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page.getByLabel(SHELL['sign-in'].username)).toHaveValue('kari')
  await expect(desk.window.statusBar).toBeHidden()
})

test('a first sign-in with no network is told what it needs, not that something is saved', async ({ desk }) => {
  const { page } = desk.window
  await desk.cable.cut()
  await page.getByLabel(SHELL['sign-in'].username).fill('kari')
  await page.getByLabel(SHELL['sign-in'].password, { exact: true }).fill('skranke-demo')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').first()).toHaveText(SHELL['sign-in']['offline-nobody'])
})

test('what is missing is said beside its field', async ({ desk }) => {
  const { page } = desk.window
  await page.getByRole('button', { name: SHELL['sign-in'].do }).click()
  await expect(page.getByText(SHELL['sign-in']['password-missing'])).toBeVisible()
})

test('who was signed in still is after a restart, with no network too', async ({ kari }) => {
  await kari.cable.cut()
  await kari.restart()
  await kari.window.untilSignedIn()
  await expect(kari.window.statusBar).toContainText('Kari')
  await kari.window.untilOffline()
})

test('who signs out leaves no number of a case on the screen', async ({ kari }) => {
  const { window } = kari
  const { page } = window
  await window.register(aPrinter())
  await window.untilLive()
  await expect(page.getByTestId('registered')).toBeVisible()
  await window.signOut()
  await expect(page.getByTestId('registered')).toBeHidden({ timeout: 2_000 })
})
