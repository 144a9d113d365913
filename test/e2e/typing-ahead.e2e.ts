import type { Locator, Page } from '@playwright/test'
import caseWords from '#resources/locales/nb/case.json' with { type: 'json' }
import search from '#resources/locales/nb/search.json' with { type: 'json' }
import shell from '#resources/locales/nb/shell.json' with { type: 'json' }
import queue from '#resources/locales/nb/queue.json' with { type: 'json' }
import commands from '#resources/locales/nb/commands.json' with { type: 'json' }
import { aMac, aPrinter } from './entries.ts'
import { expect, test, type TestDesk } from './fixtures.ts'

/** Every letter is a command somewhere: of the list, of the case or of the window. */
const WORD = 'amtssjokn'

/** Keys without a pause, on a machine that takes its time. */
async function atOnce(page: Page, press: () => Promise<void>): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await press()
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await cdp.detach()
}

async function typedAtOnce(page: Page, keys: string, field: Locator): Promise<void> {
  await atOnce(page, async () => {
    await page.keyboard.press(keys)
    await page.keyboard.type(WORD)
  })
  await expect(field, `after ${keys}`).toHaveValue(WORD)
  await expect(field).toBeFocused()
}

/** Nothing that is fetched late is there yet. */
async function fresh({ window }: TestDesk): Promise<Page> {
  await window.page.reload()
  await expect(window.rows.first()).toBeVisible()
  return window.page
}

test('what is typed at once after a key that opens a field goes into the field, and commands nothing', async ({
  kari,
}) => {
  await kari.window.register(aPrinter({ faultDescription: 'Skriver fort' }))
  const open = kari.window.openedCase()
  await open.step('work.start')
  let page = kari.window.page
  const solve = page.getByRole('form', { name: commands.case.solve.do })
  await typedAtOnce(page, 'd', solve.getByRole('textbox'))
  await page.keyboard.press('Escape')
  await expect(solve).toBeHidden()
  await typedAtOnce(page, 'm', page.getByRole('textbox', { name: caseWords.note.label }))
  await open.untilState('in-progress')
  await page.keyboard.press('Escape')

  page = await fresh(kari)
  await typedAtOnce(page, 'ControlOrMeta+k', page.getByRole('combobox', { name: search.palette.label }))
  page = await fresh(kari)
  await typedAtOnce(page, '#', page.getByRole('textbox', { name: shell.jump.label }))
  page = await fresh(kari)
  await typedAtOnce(page, 'f', page.getByRole('dialog', { name: queue.filter.do }).getByRole('combobox'))
  page = await fresh(kari)
  await typedAtOnce(page, '/', page.getByRole('textbox', { name: search.label }))
  await page.keyboard.press('Escape')
  page = await fresh(kari)
  await typedAtOnce(page, 'n', page.locator('[data-find] input'))
})

test('keys typed ahead are what they would be in the field: Backspace takes back, Enter chooses, Escape closes', async ({
  kari,
}) => {
  await kari.window.register(aPrinter({ faultDescription: 'Taster på forhånd' }))
  await kari.window.page.keyboard.press('Escape')
  let page = await fresh(kari)
  const pressed = (...keys: string[]) =>
    atOnce(page, async () => {
      for (const key of keys) await page.keyboard.press(key)
    })
  // Dialogs are fetched when the first of them is opened: there is time for all of these keys.
  await pressed('ControlOrMeta+k', ...shell.settings.slice(0, 8).toLowerCase(), 'x', 'Backspace', 'Enter')
  await expect(page).toHaveURL(/#\/settings$/)
  await kari.window.goToQueue(queue.name.mine)
  page = await fresh(kari)
  await pressed('#', 'Escape')
  // A dialog that had stayed would keep these.
  await expect(async () => {
    for (const key of ['Home', 'j']) await page.keyboard.press(key)
    await expect(kari.window.rows.nth(1)).toHaveAttribute('data-active', 'true', { timeout: 200 })
  }).toPass({ timeout: 10_000 })
  page = await fresh(kari)
  await pressed('ControlOrMeta+k', 'Escape', 'ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: search.palette.label })).toBeFocused()
  page = await fresh(kari)
  await pressed('#', 'Escape', 'g', 'u')
  await expect(page).toHaveURL(/#\/q\/unassigned$/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('what is typed where a form begins with something to tick commands nothing', async ({ kari }) => {
  const { window } = kari
  const { page } = window
  await window.register(aMac())
  const open = window.openedCase()
  await open.step('unit.receive')
  await open.step('diagnosis.start')
  await window.untilLive()
  const place = page.url()
  await page.keyboard.press('d')
  await page.keyboard.type(WORD)
  const form = page.getByRole('article').getByRole('form').first()
  await expect(form).toBeVisible()
  await form.getByRole('checkbox').first().focus()
  await page.keyboard.type(WORD)
  await expect(form).toBeVisible()
  expect(page.url()).toBe(place)
  expect(await window.waiting()).toBe(0)
})
