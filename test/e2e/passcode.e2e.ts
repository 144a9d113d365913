import { aMac } from './entries.ts'
import { expect, test } from './fixtures.ts'
import type { CasePage } from './pages/case-page.ts'

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
  await page.goBack()
  await expect(page.getByTestId('case-number')).toContainText(number)
  await open.addNote('Alt etter dette er ført')
  expect(await lookCount(open)).toBe(1)
})

const lookCount = async (open: CasePage): Promise<number> =>
  ((await open.timeline()).match(/Så på passord/g) ?? []).length
