import type { Locator } from '@playwright/test'
import caseWords from '#resources/locales/nb/case.json' with { type: 'json' }
import { readCaseNumber } from '#shared/domain/case-number/case-number.ts'
import { eventually } from '#test/support/bounded.ts'
import { expect, test } from './fixtures.ts'
import { aMac, aPrinter } from './entries.ts'
import { FIELD, SHELL } from './pages/words.ts'

test('INTAKE-REQ: what is missing is said beside its field, and nothing is saved', async ({ kari }) => {
  const intake = await kari.window.newCase()
  await intake.enter({ contract: 'SA0011807', contactName: 'Ingrid Bakke', mobile: '12' })
  await kari.window.page.keyboard.press('ControlOrMeta+Enter')
  await expect(intake.form).toBeVisible()
  expect(await intake.errors()).toEqual(['mobile', 'serviceLocation', 'productName', 'faultDescription'])
  await expect(intake.field('mobile')).toBeFocused()
  expect(await intake.nearness('serviceLocation')).toEqual('to its own field')
  await intake.enter({ mobile: '912 34 567' })
  await kari.window.page.keyboard.press('Tab')
  expect(await intake.errors()).not.toContain('mobile')
})

test('INTAKE-SECRET: only an Apple unit is asked for its passcode, and it is masked', async ({ kari }) => {
  const intake = await kari.window.newCase()
  await intake.enter({ contract: 'SA0003682' })
  await expect(intake.field('passcode')).toHaveCount(0)
  await intake.enter({ contract: 'SA0011807' })
  await expect(intake.field('passcode')).toHaveAttribute('type', 'password')
})

test('a phone number is grouped as it is typed, and the caret stays behind its digit', async ({ kari }) => {
  const { page } = kari.window
  const mobile = (await kari.window.newCase()).field('mobile')
  await mobile.pressSequentially('91234567')
  await expect(mobile).toHaveValue('91 23 45 67')
  await page.keyboard.press('Home')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Backspace')
  await expect(mobile).toHaveValue('91 34 56 7')
  await page.keyboard.press('2')
  await expect(mobile).toHaveValue('91 23 45 67')
  await page.keyboard.press('Backspace')
  await expect(mobile).toHaveValue('91 34 56 7')
})

test('a phone number that is corrected in its case is grouped there too, and an untouched one stays what it was', async ({
  kari,
}) => {
  const { window } = kari
  const { page } = window
  await window.register(aMac({ mobile: '91 23 45 67' }))
  const facts = page.getByRole('complementary', { name: caseWords.route.facts })
  const open = facts.getByRole('button', { name: new RegExp(`^${FIELD.mobile}: `) })
  const field = facts.getByRole('textbox', { name: FIELD.mobile, exact: true })
  await window.untilLive()
  await open.click()
  await page.keyboard.press('Enter')
  await expect(field).toHaveCount(0)
  await window.untilWaiting(0)
  await open.click()
  await field.fill('')
  await field.pressSequentially('90012345')
  await expect(field).toHaveValue('90 01 23 45')
  await page.keyboard.press('Enter')
  await expect(open).toContainText('90 01 23 45')
  const history = page.getByRole('list', { name: caseWords.timeline.heading }).getByRole('listitem')
  await expect(history).toHaveCount(2)
})

test('the number of a new case and the panel of the connection do not cover each other', async ({ kari }) => {
  const { page, statusBar } = kari.window
  await kari.window.register(aMac())
  await statusBar.getByRole('button').first().click()
  const panel = page.getByRole('dialog').filter({ hasText: SHELL.sync.last })
  const toast = page.getByTestId('registered')
  await expect(panel).toBeVisible()
  const boxOf = async (part: Locator) => (await part.boundingBox()) ?? { x: 0, width: 0 }
  await expect(async () => {
    const [first, second] = [await boxOf(panel), await boxOf(toast)]
    expect(first.x + first.width).toBeLessThan(second.x)
  }).toPass()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

test('a draft is there again after the window was closed, field by field', async ({ kari }) => {
  const entry = aMac({ contactName: 'Halvferdig Hansen', mobile: '91 23 45 67' })
  const intake = await kari.window.newCase()
  await intake.enter(entry)
  await kari.restart()
  await kari.window.untilSignedIn()
  const again = await kari.window.newCase()
  for (const name of ['contract', 'contactName', 'mobile', 'productName', 'faultDescription', 'passcode'] as const)
    await expect(again.field(name)).toHaveValue(String(entry[name]))
})

test('the verdict follows what is typed', async ({ kari }) => {
  const intake = await kari.window.newCase()
  await intake.enter(aMac({ purchasedOn: '2024-05-02' }))
  await expect(intake.form).toContainText('Dekkes av garantien')
  await intake.enter({ usedIn: 'SE' })
  await expect(intake.form).toContainText('Dekkes ikke')
})

test('a case that may be here already is pointed out while the serial is typed', async ({ kari }) => {
  const entry = aPrinter({ serialNo: 'VNBTWICE01' })
  const number = await kari.window.register(entry)
  const intake = await kari.window.newCase()
  await intake.enter({ contract: 'SA0003682', serialNo: 'VNBTWICE01' })
  await expect(intake.form).toContainText(number)
})

test('SOS-9: with no network a case has its number at once, waits, and arrives under that number', async ({
  kari,
  office,
}) => {
  await kari.cable.cut()
  await kari.window.untilOffline()
  const number = await kari.window.register(aPrinter())
  await kari.window.untilWaiting(1)
  const serial = readCaseNumber(number).number ?? 0
  expect(await office.postgres.caseByNumber(serial)).toBeUndefined()
  await kari.cable.plugIn()
  await kari.window.untilLive()
  const row = await eventually('the case at the backend', () => office.postgres.caseByNumber(serial))
  expect(row).toMatchObject({ number: serial, state: 'registered', contract: 'SA0003682' })
})

test('Escape leaves the form and keeps what was typed', async ({ kari }) => {
  const intake = await kari.window.newCase()
  await intake.enter({ contract: 'SA0009858', contactName: 'Nils Berg' })
  await kari.window.page.keyboard.press('Escape')
  await expect(intake.form).toBeHidden()
  const again = await kari.window.newCase()
  await expect(again.field('contactName')).toHaveValue('Nils Berg')
})
