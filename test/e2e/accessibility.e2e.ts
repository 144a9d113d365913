import { aMac } from './entries.ts'
import { expect, test } from './fixtures.ts'
import { violations } from './pages/violations.ts'
import { SHELL } from './pages/words.ts'

test('WCAG: the sign-in', async ({ desk }) => {
  await expect(desk.window.page.getByRole('button', { name: SHELL['sign-in'].do })).toBeVisible()
  expect(await violations(desk.window.page)).toEqual([])
})

test('WCAG: queues, a case and its actions', async ({ kari }) => {
  const { window } = kari
  const { page } = window
  await window.goToQueue('Ufordelt')
  await expect(window.rows.first()).toBeVisible()
  expect.soft(await violations(page), 'a queue').toEqual([])

  await window.register(aMac({ serialNo: 'C02AXE0001' }))
  const open = window.openedCase()
  await open.step('unit.receive')
  await open.step('diagnosis.start')
  expect.soft(await violations(page), 'a case').toEqual([])
  await open.openWarrantyForm()
  expect.soft(await violations(page), 'the form of the decision').toEqual([])
  await open.closeForm()
  await open.decideWarranty({ damage: ['liquid'] })
  expect.soft(await violations(page), 'a decided case').toEqual([])
})

test('WCAG: intake, with and without errors', async ({ kari }) => {
  const intake = await kari.window.newCase()
  expect.soft(await violations(kari.window.page), 'empty').toEqual([])
  await intake.enter({ contract: 'SA0011807', mobile: '12' })
  await kari.window.page.keyboard.press('ControlOrMeta+Enter')
  expect.soft(await violations(kari.window.page), 'with errors').toEqual([])
})

test('WCAG: workbench, conflicts, settings, palette and help', async ({ kari }) => {
  const { page } = kari.window
  for (const name of [SHELL.workbench, SHELL.conflicts, SHELL.settings]) {
    await page.getByRole('link', { name }).first().click()
    await page.waitForTimeout(300)
    expect.soft(await violations(page), name).toEqual([])
    await expect.soft(page.locator('main h1'), `the heading of ${name}`).toHaveCount(1)
  }
  for (const keys of ['ControlOrMeta+k', '?']) {
    await page.keyboard.press(keys)
    await expect(page.getByRole('dialog').first()).toBeVisible()
    expect.soft(await violations(page), keys).toEqual([])
    await page.keyboard.press('Escape')
  }
})
