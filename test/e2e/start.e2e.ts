import queues from '#resources/locales/nb/queue.json' with { type: 'json' }
import { aPrinter } from './entries.ts'
import { expect, test } from './fixtures.ts'

test('the window opens again with the queue that was shown last, with no network too', async ({ kari }) => {
  await kari.window.goToQueue(queues.name.unassigned)
  await expect(kari.window.page).toHaveURL(/#\/q\/unassigned$/)
  await kari.cable.cut()
  await kari.restart()
  await kari.window.untilSignedIn()
  await expect(kari.window.page).toHaveURL(/#\/q\/unassigned$/)
  await expect(kari.window.page.getByRole('heading', { level: 1, name: queues.name.unassigned })).toBeVisible()
  await expect(kari.window.rows.first()).toBeVisible()
})

test('the row that was selected is selected again, and the keys go on from it', async ({ kari }) => {
  const { window } = kari
  for (const n of ['en', 'to', 'tre']) {
    await window.register(aPrinter({ faultDescription: `valgt rad ${n}` }))
    await window.page.keyboard.press('Escape')
  }
  await window.page.keyboard.press('g')
  await window.page.keyboard.press('m')
  await expect(window.rows.nth(2)).toBeVisible()
  await window.page.keyboard.press('Home')
  await window.page.keyboard.press('j')
  const selected = (await window.rows.nth(1).getAttribute('data-case-id')) ?? ''
  await expect(window.activeRow).toHaveAttribute('data-case-id', selected)
  await kari.restart()
  await window.untilSignedIn()
  await expect(window.activeRow).toHaveAttribute('data-case-id', selected)
  await expect(window.page.getByTestId('case-number')).toBeHidden()
  await window.page.keyboard.press('Enter')
  await expect(window.page).toHaveURL(new RegExp(`${selected}$`))
})

test('a page that is loaded again gets its port, and its answers', async ({ kari }) => {
  await kari.window.goToQueue(queues.name.unassigned)
  await expect(kari.window.rows.first()).toBeVisible()
  await kari.window.page.reload()
  await expect(kari.window.rows.first()).toBeVisible()
})
