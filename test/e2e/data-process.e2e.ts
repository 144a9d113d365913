import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aPrinter } from './entries.ts'
import { expect, test } from './fixtures.ts'

test('a data process that is killed is started again, and nothing acknowledged is missing', async ({ kari }) => {
  const { window, cable, running } = kari
  await cable.cut()
  await window.untilOffline()
  await window.register(aPrinter({ faultDescription: 'Registrert før prosessen ble drept' }))
  const open = window.openedCase()
  await open.untilState('registered')
  await window.untilWaiting(1)

  const pid = await running().app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'skranke-data')?.pid ?? 0,
  )
  expect(pid).toBeGreaterThan(0)
  process.kill(pid, 'SIGKILL')

  await open.step('work.start')
  await open.untilState('in-progress')
  await window.untilWaiting(2)
  await cable.plugIn()
  await window.untilLive()
  await window.untilWaiting(0)
  running().forgetProblems()
})

test('the data process runs the program that was compiled with the build', async ({ desk, profile }) => {
  await expect(desk.window.page.getByRole('textbox').first()).toBeVisible()
  const file = join(profile.path, 'logs', 'main.log')
  const log = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '') // it is opened after the first picture
  await expect.poll(log).toContain('the data process runs { compiled: true }')
})
