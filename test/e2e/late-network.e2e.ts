import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import electron from 'electron'
import shell from '#resources/locales/nb/shell.json' with { type: 'json' }
import { expect, test } from './fixtures.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PROGRAM = fileURLToPath(new URL('../support/first-answers.mjs', import.meta.url))
const run = promisify(execFile)

test('the data process answers its window before the network is loaded', async ({ profile }) => {
  const { stdout } = await run(String(electron), [PROGRAM, ROOT, profile.path], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  expect(JSON.parse(stdout)).toEqual({ language: 'sv', atFirst: false, afterwards: true })
})

test('the main process opens its window without the fetch stack', async ({ desk }) => {
  await expect(desk.window.page.getByLabel(shell['sign-in'].username)).toBeVisible()
  const loaded = await desk
    .running()
    .app.evaluate(() =>
      (process as unknown as { moduleLoadList: readonly string[] }).moduleLoadList.filter((name) =>
        name.includes('undici'),
      ),
    )
  expect(loaded).toEqual([])
})

test('the page says when it has been made, for which its window waits, and when its first picture is complete, for which the network and the backend wait', async ({
  desk,
}) => {
  const { page } = desk.window
  await expect(page.getByLabel(shell['sign-in'].username)).toBeVisible()
  const { app } = desk.running()
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true)
  const said = app.evaluate(({ BrowserWindow }) => {
    const ipc = BrowserWindow.getAllWindows()[0]?.webContents.ipc
    const order: string[] = []
    return new Promise((resolve) => {
      ipc?.once('page-ready', () => order.push('ready'))
      ipc?.once('page-shown', () => resolve([...order, 'shown']))
    })
  })
  await page.reload()
  expect(await said).toEqual(['ready', 'shown'])
})
