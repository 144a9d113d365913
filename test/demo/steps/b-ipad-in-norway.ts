import { THURSDAY } from '../days.ts'
import { atBackend, ledgerIs, rulesOf } from '../expectations.ts'
import { IPAD } from '../intakes.ts'
import type { Step } from '../step.ts'

/** @rule APPLE-3 @rule APPLE-7 */
export const ipadInNorway: Step = {
  id: 'b',
  about: 'an iPad in its second year, used in Norway: extended cover, swapped',
  startsAt: THURSDAY,
  async run(stage, facts) {
    const { window } = await stage.desk('kari')
    const number = await window.register(IPAD)
    facts.note('number', number)
    const open = window.openedCase()
    await open.step('unit.receive')
    await open.step('diagnosis.start')
    await open.decideWarranty({ damage: [], inStock: true })
    await facts.says('window.decision', () => open.decision(), /dekkes av garantien.*bytteenhet/i)
    const swapping = await atBackend(stage, number, 'swapping')
    const [decision] = await stage.postgres.rowsOfCase('warrantyDecision', swapping.id)
    facts.is(
      'backend.decision',
      { outcome: decision?.outcome ?? null, programme: decision?.programme ?? null, remedy: decision?.remedy ?? null },
      { outcome: 'covered', programme: 'extended', remedy: 'swap' },
    )
    facts.is('backend.reasons', rulesOf(decision?.reasons ?? []), ['APPLE-3', 'APPLE-7'])
    facts.is('backend.coveredUntil', decision?.coveredUntil, '2027-01-15')
    await open.finishSwap('DMPDEMO9002')
    const ready = await atBackend(stage, number, 'ready')
    facts.is('backend.swapSerialNo', ready.swapSerialNo, 'DMPDEMO9002')
    await ledgerIs(stage, facts, ready.id, [])
    facts.is('window.state', await open.state(), 'ready')
  },
}
