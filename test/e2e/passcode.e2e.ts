import { aMac } from './entries.ts'
import { expect, test } from './fixtures.ts'

test('INTAKE-SECRET: a passcode is masked, each look is logged once, and leaving the case looks at nothing', async ({
  kari,
}) => {
  const { window } = kari
  const { page } = window
  const number = await window.register(aMac({ serialNo: 'C02CODE0001', passcode: '482915' }))
  const open = window.openedCase()
  await expect(page.getByText('482915')).toHaveCount(0)
  await page.getByRole('button', { name: 'Vis kode' }).click()
  await expect(page.getByText('482915')).toBeVisible()
  await page.getByRole('button', { name: /^Skjul/ }).click()
  await expect(page.getByText('482915')).toHaveCount(0)
  await open.step('unit.receive')
  await open.step('diagnosis.start')
  await window.goToQueue('Ufordelt')
  await window.openCase(number)
  expect((await lookCount(open.timeline())).length).toBe(1)
})

const lookCount = async (timeline: Promise<string>): Promise<readonly string[]> =>
  (await timeline).match(/Så på passord/g) ?? []
