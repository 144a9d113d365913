import { aPrinter } from './entries.ts'
import { expect, test } from './fixtures.ts'

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
