import { THURSDAY } from '../days.ts'
import { atBackend, ledgerIs, rulesOf, serialOf } from '../expectations.ts'
import { MAC } from '../intakes.ts'
import type { Step } from '../step.ts'

/** @rule SOS-9 @rule VOID-3 @rule FEE-1 @rule FEE-2 @rule SHOP-4 @rule SOS-4 @rule INTAKE-SECRET */
export const macWithLiquid: Step = {
  id: 'a',
  about:
    'a Mac in its third year, registered with the network cut; liquid: charged, repaired, waived, returned, closed',
  startsAt: THURSDAY,
  async run(stage, facts) {
    const { window, cable } = await stage.desk('kari')
    await cable.cut()
    await window.untilOffline()
    const number = await window.register(MAC)
    facts.note('number', number)
    const serial = serialOf(number)
    const open = window.openedCase()
    facts.is(
      'window.offline',
      { number: await open.number(), state: await open.state() },
      { number, state: 'registered' },
    )
    facts.is('backend.beforeReconnection', (await stage.postgres.caseByNumber(serial)) === undefined, true)

    await cable.plugIn()
    await window.untilLive()
    const registered = await atBackend(stage, number, 'registered')
    facts.is('backend.sameNumber', registered.number, serial)
    facts.is('backend.registeredOffline', registered.registeredAt < stage.clock.now(), true)
    facts.is('backend.passcodeInClear', await stage.postgres.mentions(MAC.passcode ?? ''), 0)

    await open.step('unit.receive')
    await open.step('diagnosis.start')
    await open.decideWarranty({ damage: ['liquid'] })
    await facts.says('window.decision', () => open.decision(), /dekkes ikke.*væske/i)
    await facts.says('window.fee', () => open.fee(), /450\s*kr/)
    const told = await atBackend(stage, number, 'awaiting-customer')
    const [decision] = await stage.postgres.rowsOfCase('warrantyDecision', told.id)
    facts.is('backend.outcome', decision?.outcome, 'not-covered')
    facts.is('backend.reasons', rulesOf(decision?.reasons ?? []), ['VOID-3', 'WORDER', 'FEE-1'])

    await open.sendEstimate({ amount: '4200', text: 'Nytt tastatur og hovedkort' })
    await open.answerEstimate('accept', MAC.contactName)
    await facts.says('window.feeAccepted', () => open.fee(), /bortfaller når enheten er reparert/i)
    await open.step('repair.start')
    await open.finishRepair('Byttet tastatur og hovedkort')
    await facts.says('window.feeRepaired', () => open.fee(), /bortfalt/i)
    const ready = await atBackend(stage, number, 'ready')
    await ledgerIs(stage, facts, ready.id, ['charged 45000 FEE-1', 'waived 45000 FEE-2'])

    await open.ship()
    const sent = await atBackend(stage, number, 'in-transit')
    facts.is(
      'backend.returnDue',
      { at: sent.dueAt, rule: sent.dueRule },
      { at: '2026-05-27T22:00:00.000Z', rule: 'SHOP-4' },
    )
    await open.step('unit.deliver')
    await open.accept(MAC.contactName)
    await open.step('case.close')
    facts.is('window.state', await open.state(), 'closed')
    const closed = await atBackend(stage, number, 'closed')
    facts.is('backend.hasPasscode', closed.hasPasscode, false)
  },
}
