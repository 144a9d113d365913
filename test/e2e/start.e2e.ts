import type { Page } from '@playwright/test'
import queues from '#resources/locales/nb/queue.json' with { type: 'json' }
import shell from '#resources/locales/nb/shell.json' with { type: 'json' }
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

/**
 * The page is loaded again and the data process is silent: its port is kept from the page until it is let go.
 * @param kept whether the page gets what it showed last
 */
async function reloadInSilence(page: Page, kept = true): Promise<{ readonly speak: () => Promise<void> }> {
  await page.addInitScript((isKept) => {
    if (!isKept) window.fetch = () => Promise.resolve(new Response('null'))
    const held: MessageEvent[] = []
    const hold = (event: MessageEvent): void => {
      if (event.data !== 'skranke-port') return
      event.stopImmediatePropagation()
      held.push(event)
    }
    window.addEventListener('message', hold)
    Object.assign(window, {
      speak: () => {
        window.removeEventListener('message', hold)
        for (const { data, ports } of held)
          window.dispatchEvent(new MessageEvent('message', { data, ports: [...ports], source: window }))
      },
    })
  }, kept)
  await page.reload()
  return { speak: () => page.evaluate(() => (window as unknown as { speak: () => void }).speak()) }
}

test('the desk is drawn before there are any data, with the queue that was left, and is filled when they come', async ({
  kari,
}) => {
  const { window } = kari
  await window.goToQueue(queues.name.unassigned)
  await expect(window.rows.first()).toBeVisible()
  const { speak } = await reloadInSilence(window.page, false)
  await expect(window.page.getByRole('heading', { level: 1, name: queues.name.unassigned })).toBeVisible()
  await expect(window.page.getByRole('navigation').getByRole('link', { name: queues.name.mine })).toBeVisible()
  await expect(window.statusBar).toBeVisible()
  await expect(window.rows).toHaveCount(0)
  await speak()
  await expect(window.rows.first()).toBeVisible()
  await expect(window.statusBar).toHaveAttribute('data-state', /./)
})

test('what the window showed is there again before there are any data, and a key moves in it', async ({ kari }) => {
  const { window } = kari
  await window.register(aPrinter({ faultDescription: 'stod her sist' }))
  await window.goToQueue(queues.name.mine)
  const mine = () => window.rows.filter({ hasText: 'stod her sist' })
  await expect(mine()).toBeVisible()
  await kari.restart()
  await window.untilSignedIn()
  const { speak } = await reloadInSilence(window.page)
  await expect(mine()).toBeVisible()
  await expect(window.statusBar).not.toHaveAttribute('data-state', /./)
  await window.page.keyboard.press('j')
  await expect(window.activeRow).toContainText('stod her sist')
  await speak()
  await expect(window.statusBar).toHaveAttribute('data-state', /./)
  await expect(window.activeRow).toContainText('stod her sist')
})

test('who has signed out is shown nothing of what was there', async ({ kari }) => {
  const { window } = kari
  await window.register(aPrinter({ faultDescription: 'bare for Kari' }))
  await kari.restart()
  await window.untilSignedIn()
  await window.untilLive()
  await window.signOut()
  const { speak } = await reloadInSilence(window.page)
  await expect(window.page.getByText('bare for Kari')).toHaveCount(0)
  await speak()
  await expect(window.page.getByLabel(shell['sign-in'].username)).toBeVisible()
})

test('a window in which nobody has worked draws no desk before it knows who sits there', async ({ desk }) => {
  const { page } = desk.window
  await expect(page.getByLabel(shell['sign-in'].username)).toBeVisible()
  await page.evaluate(() => history.replaceState(null, '', location.pathname))
  const { speak } = await reloadInSilence(page)
  await expect(page.getByText(shell.starting)).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await speak()
  await expect(page.getByLabel(shell['sign-in'].username)).toBeVisible()
})
