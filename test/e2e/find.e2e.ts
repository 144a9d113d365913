import search from '#resources/locales/nb/search.json' with { type: 'json' }
import shell from '#resources/locales/nb/shell.json' with { type: 'json' }
import { caseNumber } from '#shared/domain/rules/index.ts'
import { aMac, aPrinter } from './entries.ts'
import { expect, test } from './fixtures.ts'
import { violations } from './pages/violations.ts'
import { FIELD } from './pages/words.ts'

test('a search marks what matched: words without their accents, phones in any notation, and no whole number', async ({
  kari,
}) => {
  const { window } = kari
  const { page } = window
  const number = await window.register(
    aMac({
      contactName: 'Ylva Markering',
      mobile: '+47 950 12 345',
      email: 'ylva@kunstverket.example',
      serviceLocation: 'Havnelageret 5, 7010 Trondheim',
      serialNo: 'C02-MARK 77',
      faultDescription: 'Varmgang. Etter en stund slår den seg av, og så blir skärmen grønnstripete',
    }),
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  const box = page.getByRole('textbox', { name: search.label })
  const row = window.rows.filter({ hasText: number }).first()
  const marks = row.locator('mark')
  const find = async (text: string, expected: readonly string[]): Promise<void> => {
    await box.fill(text)
    await expect(row).toBeVisible()
    await expect(marks).toHaveText([...expected])
  }
  await find('skarm grønnstri', ['skärm', 'grønnstri'])
  await expect(marks.first()).toBeInViewport()
  expect.soft(await violations(page), 'marked words').toEqual([])
  await page.emulateMedia({ forcedColors: 'active' })
  const ground = () => marks.first().evaluate((mark) => getComputedStyle(mark).backgroundColor)
  expect(await ground()).not.toBe(await row.evaluate((part) => getComputedStyle(part).backgroundColor))
  await page.emulateMedia({ forcedColors: 'none' })
  await find('markering', ['Markering'])
  await find('kunstv', ['kunstv'])
  await expect(row).toContainText(`${FIELD.email}: ylva@kunstverket.example · Varmgang`)
  await expect(marks.first()).toBeInViewport()
  await find('trondheim ylva', ['Trondheim', 'Ylva'])
  await expect(row).toContainText(`${FIELD.serviceLocation}: … Trondheim · Varmgang`)
  expect.soft(await violations(page), 'a match in an address').toEqual([])
  await find('0047 950-12', ['47 95 01 2'])
  await find('rk77', ['RK 77'])
  await find(number, [])
  await find(number.replace(' ', '').slice(0, 7), [number.slice(0, -1)])

  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog')
  const option = palette.getByRole('option', { name: number })
  await palette.getByRole('combobox').fill('skarm grønnstri')
  await expect(option.locator('mark')).toHaveText(['skärm', 'grønnstri'])
  await palette.getByRole('combobox').fill('kunstv')
  await expect(option).toContainText(`${FIELD.email}: ylva@kunstverket.example`)
  await palette.getByRole('combobox').fill('950 12')
  await expect(option.locator('mark')).toHaveText(['95 01 2'])
  expect.soft(await violations(page), 'marked cases in the palette').toEqual([])
})

test('under a moving pointer a search shows what it found, and nothing of the search before', async ({ kari }) => {
  const { window } = kari
  const { page, rows } = window
  await window.register(aPrinter({ faultDescription: 'pekersøk' }))
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  const box = page.getByRole('textbox', { name: search.label })
  await box.fill('mac')
  await expect(rows.nth(2)).toBeVisible()
  const place = await rows.first().boundingBox()
  if (place === null) throw new Error('the row is not drawn')
  const move = () => page.mouse.move(place.x + 60 + Math.round(performance.now() % 20), place.y + 10)
  await move()
  await box.fill('pekersøk')
  await expect(async () => {
    await move()
    expect(await rows.count()).toBe(1)
  }).toPass({ timeout: 10_000 })
})

test('SOS-2: a case is opened by its number, typed, from the clipboard, or by a link; one that is not here is named', async ({
  kari,
}) => {
  const { window } = kari
  const { page } = window
  const number = await window.register(aPrinter())
  const away = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('case-number')).toBeHidden()
  }
  const opened = () => expect(page.getByTestId('case-number')).toContainText(number)
  await away()

  await page.keyboard.press('#')
  const jump = page.getByRole('dialog', { name: shell.jump.label })
  await jump.getByRole('textbox').fill(number.replace(' ', '').slice(0, 7))
  await expect(jump).toContainText(shell.jump.unchecked)
  expect.soft(await violations(page), 'going to a number').toEqual([])
  const wrong = String((Number(number.at(-1)) + 1) % 10)
  await jump.getByRole('textbox').fill(number.slice(0, -1) + wrong)
  await expect(jump).toContainText(shell.jump['check-digit'])
  await jump.getByRole('textbox').fill(number)
  await expect(jump).not.toContainText(shell.jump.unchecked)
  await expect(jump).toContainText('HP LaserJet')
  await page.keyboard.press('Enter')
  await opened()
  await away()

  await kari.running().app.evaluate(({ clipboard }, text) => clipboard.writeText(text), `Sak ${number} gjelder`)
  await page.keyboard.press('ControlOrMeta+v')
  await opened()
  await away()

  const unknown = caseNumber({ serial: 9_876_543 })
  await kari.running().app.evaluate(
    ({ app }, link) => {
      app.emit('second-instance', {}, ['skranke', link])
    },
    `skranke://case/${unknown.replace(' ', '-')}`,
  )
  await expect(page.getByText(shell.jump.unknown.replace('{{number}}', unknown))).toBeVisible()
})
