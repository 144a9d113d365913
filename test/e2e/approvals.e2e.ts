import caseWords from '#resources/locales/nb/case.json' with { type: 'json' }
import commands from '#resources/locales/nb/commands.json' with { type: 'json' }
import conflictWords from '#resources/locales/nb/conflicts.json' with { type: 'json' }
import { readCaseNumber } from '#shared/domain/case-number/case-number.ts'
import { eventually } from '#test/support/bounded.ts'
import { Colleague } from '#test/support/colleague.ts'
import { aMac } from './entries.ts'
import { expect, test } from './fixtures.ts'
import { violations } from './pages/violations.ts'

test.afterEach(({ office }) => office.postgres.setRole('kari', 'agent'))

test('what waits for approval says so, and what a supervisor will not do says who said it, as it happens', async ({
  kari,
  office,
}) => {
  const { window, cable } = kari
  const number = await window.register(aMac({ serialNo: 'C02APPR0001' }))
  const open = window.openedCase()
  await open.step('unit.receive')
  await window.untilLive()
  const row = await eventually('the case', () => office.postgres.caseByNumber(readCaseNumber(number).number ?? 0))
  await cable.cut()
  await window.untilOffline()
  await open.step('diagnosis.start')
  await office.postgres.setRole('kari', 'dispatcher')
  await cable.plugIn()
  await window.untilLive()
  const centre = await window.openConflicts()
  await expect.poll(() => centre.text(number)).toContain(conflictWords.held)

  const astrid = await Colleague.signIn(office.backend.url, 'admin')
  await astrid.settle(row.id, 'dismissed')
  const dismissed = conflictWords.dismissed.replace('{{who}}', 'Astrid Solheim').split(', {{when}}')
  for (const part of dismissed) await expect.poll(() => centre.text(number)).toContain(part)
  expect.soft(await violations(window.page), 'a conflict that was dismissed').toEqual([])
  await centre.useTheirs(number)
  await window.openCase(number)
  const told = caseWords.timeline.approval.dismiss.replace('{{maker}}', 'Kari Nordvik')
  expect(await window.openedCase().timeline()).toContain(told.replace('{{what}}', commands.diagnosis.start.do))
})
