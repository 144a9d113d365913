import search from '#resources/locales/nb/search.json' with { type: 'json' }
import { aPrinter } from './entries.ts'
import { expect, test } from './fixtures.ts'
import { SHELL } from './pages/words.ts'

test('a night shift without a mouse: new case, through the list, open, back, everything, help', async ({ kari }) => {
  const { window } = kari
  const { page } = window
  await window.register(aPrinter({ faultDescription: 'Første feil' }))
  await page.keyboard.press('Escape')
  await window.register(aPrinter({ faultDescription: 'Andre feil' }))
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('case-number')).toBeHidden()

  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(window.rows.first()).toBeVisible()
  const active = window.activeRow
  await page.keyboard.press('j')
  await expect(active).toHaveCount(1)
  const first = (await active.getAttribute('data-case-id')) ?? ''
  await page.keyboard.press('j')
  await expect(active).not.toHaveAttribute('data-case-id', first)
  await page.keyboard.press('k')
  await expect(active).toHaveAttribute('data-case-id', first)
  await page.keyboard.press('End')
  await expect(active).not.toHaveAttribute('data-case-id', first)
  const last = (await active.getAttribute('data-case-id')) ?? ''
  await page.keyboard.press('j')
  await expect(active).toHaveAttribute('data-case-id', last)
  await expect(active).toBeInViewport()
  await page.keyboard.press('Home')
  await expect(active).toHaveAttribute('data-case-id', first)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('case-number')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('case-number')).toBeHidden()

  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog')
  await expect(palette).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText(/hurtigtaster/i)
  await expect(page.getByRole('dialog').locator('kbd').filter({ hasText: search.space })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('letters typed into a field are text, not commands', async ({ kari }) => {
  const intake = await kari.window.newCase()
  await intake.field('faultDescription').click()
  await kari.window.page.keyboard.type('njk?/')
  await expect(intake.field('faultDescription')).toHaveValue('njk?/')
  await expect(intake.form).toBeVisible()
})

test('Ctrl+Z takes the last change back while it has not been sent', async ({ kari }) => {
  const { window, cable } = kari
  await window.register(aPrinter())
  await window.untilLive()
  await cable.cut()
  await window.untilOffline()
  const open = window.openedCase()
  await open.step('work.start')
  await window.untilWaiting(1)
  await window.page.keyboard.press('ControlOrMeta+z')
  await open.untilState('registered')
  await window.untilWaiting(0)
})

test('what closes has let go of the keys: the next one acts on what is behind it', async ({ kari }) => {
  const { page } = kari.window
  for (const opens of ['?', '#', 'ControlOrMeta+k', '?']) {
    await page.keyboard.press(opens)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('combobox', { name: search.palette.label })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

test('the panel of the connection goes with Escape, also when the button that was pressed has gone', async ({
  kari,
}) => {
  const { window, cable } = kari
  const { page } = window
  await cable.cut()
  await window.untilOffline()
  await cable.plugIn()
  await window.statusBar.getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  const connect = page.getByRole('button', { name: SHELL.sync.now })
  await connect.focus()
  await page.keyboard.press('Enter')
  await expect(connect).toHaveCount(0)
  const panel = page.getByRole('dialog')
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(window.statusBar.getByRole('button').first()).toBeFocused()
})
