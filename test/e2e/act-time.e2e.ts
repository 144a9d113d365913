import { v7 as uuidV7 } from 'uuid'
import caseWords from '#resources/locales/nb/case.json' with { type: 'json' }
import commands from '#resources/locales/nb/commands.json' with { type: 'json' }
import errors from '#resources/locales/nb/errors.json' with { type: 'json' }
import { caseNumber } from '#shared/domain/rules/index.ts'
import { Colleague } from '#test/support/colleague.ts'
import { aRegistration } from './entries.ts'
import { expect, test } from './fixtures.ts'
import { violations } from './pages/violations.ts'

const TWO_HOURS = 7_200_000

test('LEN-1: a supervisor enters when somebody acted whose machine had a wrong clock, by keys, and never after the receipt', async ({
  desk,
  office,
}) => {
  const { window } = desk
  const { page } = window
  const caseId = uuidV7()
  const per = await Colleague.signIn(office.backend.url, 'per')
  const said = new Date(Date.parse(office.clock.now()) - TWO_HOURS).toISOString()
  const answer = await per.send('case.register', { ...aRegistration(caseId), ownerId: null }, said, {
    skewMs: TWO_HOURS,
  })
  expect(answer).toMatchObject({ status: 'accepted' })
  await window.signIn('dina')
  await window.untilLive()
  const [made] = await office.postgres.rowsOfCase('serviceCase', caseId)
  await window.openCase(caseNumber({ serial: made?.number ?? 0 }))
  const note = page.getByTestId('unconfirmed-act')
  await expect(note).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(caseWords.unconfirmed['other-do'])
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: commands.case['confirm-act-time'].do })
  const field = form.getByRole('textbox')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(/^21\.05\.2026 \d\d:\d\d$/)
  expect.soft(await violations(page), 'the form of an act time').toEqual([])
  await field.fill('i går')
  await page.keyboard.press('Enter')
  await expect(form.getByText(caseWords.form.momentProblem)).toBeVisible()
  await field.fill('23:59')
  await page.keyboard.press('ControlOrMeta+Enter')
  const tooLate = errors.input['invalid_after-receipt'].replace('{{latestText}}.', '21. mai 2026')
  await expect(form.getByText(tooLate)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await expect(note.getByRole('button', { name: caseWords.unconfirmed.other })).toBeFocused()
  await page.keyboard.press('Enter') // on the button that opened it; what was typed is there
  await expect(field).toHaveValue('21.05.2026 23:59')
  await field.fill('07:15')
  await page.keyboard.press('Enter')
  await expect(note).toBeHidden()
  expect(await window.openedCase().timeline()).toContain('07:15')
  await window.untilLive()
  const [row] = await office.postgres.rowsOfCase('serviceCase', caseId)
  expect(row?.registeredAt).toBe('2026-05-21T05:15:00.000Z')
})
