import { onSiteDay } from '#shared/domain/rules/index.ts'
import { BEFORE_EASTER } from '../days.ts'
import { atBackend, rulesOf } from '../expectations.ts'
import { THINKPAD } from '../intakes.ts'
import type { Step } from '../step.ts'

/** @rule LEN-1 @rule LEN-3 @rule SLA-1 @rule SLA-2 */
export const lenovoBeforeEaster: Step = {
  id: 'e',
  about: 'Lenovo reported on the Wednesday before Maundy Thursday at 15:31: on site the Wednesday after Easter',
  startsAt: BEFORE_EASTER,
  async run(stage, facts) {
    const { window } = await stage.desk('kari')
    const contract = await stage.postgres.agreementOfKind('lenovo-onsite')
    const number = await window.register({ ...THINKPAD, contract })
    facts.note('number', number)
    const row = await atBackend(stage, number, 'registered')
    const expected = onSiteDay({ reportedAt: row.registeredAt, via: 'desk', country: 'NO' })
    facts.is('backend.day', expected.day, '2026-04-08')
    facts.is('backend.due', { at: row.dueAt, rule: row.dueRule }, { at: '2026-04-08T22:00:00.000Z', rule: 'LEN-1' })
    const [entry] = await stage.postgres.rowsOfCase('timelineEntry', row.id)
    const told = entry?.data as { dueDay?: string; reasons?: { rule: string; variant: string }[] } | undefined
    facts.is('backend.toldDay', told?.dueDay, '2026-04-08')
    facts.is('backend.reasons', rulesOf(told?.reasons ?? []), rulesOf(expected.reasons))
    await facts.says('window.promise', () => window.openedCase().promise(), /8\.\s*april.*15:30.*(skjærtorsdag)/i)
  },
}
