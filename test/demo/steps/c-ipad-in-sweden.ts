import { THURSDAY } from '../days.ts'
import { atBackend, ledgerIs, rulesOf } from '../expectations.ts'
import { IPAD } from '../intakes.ts'
import type { Step } from '../step.ts'

/** @rule APPLE-3 @rule VOID-2 */
export const ipadInSweden: Step = {
  id: 'c',
  about: 'the same iPad used in Sweden: not covered',
  startsAt: THURSDAY,
  async run(stage, facts) {
    const { window } = await stage.desk('kari')
    const number = await window.register({ ...IPAD, usedIn: 'SE' })
    facts.note('number', number)
    const open = window.openedCase()
    await open.step('unit.receive')
    await open.step('diagnosis.start')
    await open.decideWarranty({ damage: [] })
    await facts.says('window.decision', () => open.decision(), /dekkes ikke.*sverige/i)
    const told = await atBackend(stage, number, 'awaiting-customer')
    const [decision] = await stage.postgres.rowsOfCase('warrantyDecision', told.id)
    facts.is('backend.outcome', decision?.outcome, 'not-covered')
    facts.is('backend.reasons', rulesOf(decision?.reasons ?? []), ['VOID-2', 'APPLE-3', 'FEE-1'])
    await ledgerIs(stage, facts, told.id, ['charged 45000 FEE-1'])
    await facts.says('window.fee', () => open.fee(), /450\s*kr/)
  },
}
