import queues from '#resources/locales/nb/queue.json' with { type: 'json' }
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

test('a page that is loaded again gets its port, and its answers', async ({ kari }) => {
  await kari.window.goToQueue(queues.name.unassigned)
  await expect(kari.window.rows.first()).toBeVisible()
  await kari.window.page.reload()
  await expect(kari.window.rows.first()).toBeVisible()
})
