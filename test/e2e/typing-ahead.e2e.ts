import type { Locator, Page } from '@playwright/test'
import caseWords from '#resources/locales/nb/case.json' with { type: 'json' }
import search from '#resources/locales/nb/search.json' with { type: 'json' }
import shell from '#resources/locales/nb/shell.json' with { type: 'json' }
import queue from '#resources/locales/nb/queue.json' with { type: 'json' }
import commands from '#resources/locales/nb/commands.json' with { type: 'json' }
import { aPrinter } from './entries.ts'
import { expect, test, type TestDesk } from './fixtures.ts'

/** Every letter is a command somewhere: of the list, of the case or of the window. */
const WORD = 'amtssjokn'

/** A press and a word without a pause, on a machine that takes its time. */
async function typedAtOnce(page: Page, keys: string, field: Locator): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.keyboard.press(keys)
  await page.keyboard.type(WORD)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await cdp.detach()
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
  const page = await fresh(kari)
  const menu = page.getByRole('dialog', { name: queue.filter.do })
  const { state } = queue.filter.part
  for (const key of ['f', ...state.slice(0, 3), 'x', 'Backspace', 'Enter']) await page.keyboard.press(key)
  await expect(menu.getByRole('combobox', { name: state })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  for (const key of ['f', 'Escape']) await page.keyboard.press(key)
  await page.keyboard.press('j')
  await expect(kari.window.activeRow).toHaveCount(1)
})
