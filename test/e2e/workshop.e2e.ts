import { aMac } from './entries.ts'
import { expect, test } from './fixtures.ts'
import { SHELL } from './pages/words.ts'

test('APPLE-7 FEE-3: a Mac under warranty goes through the workshop and leaves no fee', async ({ kari }) => {
  const { window } = kari
  await window.register(aMac({ serialNo: 'C02SHOP0001' }))
  const open = window.openedCase()
  await open.step('unit.receive')
  await open.step('diagnosis.start')
  await open.decideWarranty({ damage: [], inStock: true })
  expect(await open.state()).toBe('repairing')
  expect(await open.decision()).toContain('Dekkes av garantien')
  await open.finishRepair('Byttet batteri')
  await open.ship()
  expect(await open.timeline()).toMatch(/Hos kunden senest/)
})

test('VOID-3 FEE-1: liquid is not covered, whatever the dates, and the reason is on the screen', async ({ kari }) => {
  const { window } = kari
  await window.register(aMac({ serialNo: 'C02SHOP0002' }))
  const open = window.openedCase()
  await open.step('unit.receive')
  await open.step('diagnosis.start')
  await open.decideWarranty({ damage: ['liquid'] })
  const decision = await open.decision()
  expect(decision).toContain('Dekkes ikke')
  expect(decision).toMatch(/væske/i)
  expect(await open.fee()).toMatch(/450\s*kr/)
})

test('a form that misses something says so beside the field and keeps the rest', async ({ kari }) => {
  const { window } = kari
  await window.register(aMac({ serialNo: 'C02SHOP0003' }))
  const open = window.openedCase()
  await open.step('unit.receive')
  await open.step('diagnosis.start')
  await open.decideWarranty({ damage: ['impact'] })
  const form = await open.openEstimateForm()
  await form.getByLabel('Hva som skal gjøres').fill('Ny skjerm')
  await form.locator('button[type="submit"]').click()
  await expect(form.getByText('Fyll ut feltet.')).toBeVisible()
  await form.getByLabel('Beløp').fill('abc')
  await expect(form.getByText(/beløp i kroner/)).toBeVisible()
  await open.closeForm()
  const again = await open.openEstimateForm()
  await expect(again.getByLabel('Hva som skal gjøres')).toHaveValue('Ny skjerm')
})

test('on the board a number, its mark and an age each stay in one line, and nothing stands out sideways, at any zoom', async ({
  kari,
}) => {
  const { page } = kari.window
  await page.getByRole('link', { name: SHELL.workbench }).click()
  const bench = page.getByTestId('workbench')
  await expect(bench.getByRole('listitem').nth(3)).toBeVisible()
  for (const [width, zoom] of [
    [1024, 1],
    [1024, 1.25],
    [1280, 1],
    [1280, 2],
  ] as const) {
    await kari.window.resize(kari.running().app, { width, height: 800, zoom })
    const wrong = await bench.evaluate((root) => {
      const lines = (part: Element | null) =>
        part === null ? 0 : part.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(part).lineHeight)
      const cards = [...root.querySelectorAll('section li button')]
      const broken = cards.filter((card) => [0, 1].some((at) => lines(card.children[at] ?? null) > 1.5))
      const over = [...cards, ...root.querySelectorAll('section h2, section')].filter(
        ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
      )
      return [...broken, ...over].map(({ textContent }) => textContent)
    })
    expect(wrong, `${width} px at ${zoom}`).toEqual([])
    const sideways = await bench.evaluate((root) => {
      const body = root.querySelector('section')?.parentElement?.parentElement
      return body ? body.scrollWidth - body.clientWidth : null
    })
    expect(sideways, `${width} px at ${zoom}`).toBe(0)
  }
})
