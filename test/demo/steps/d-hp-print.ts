import { THURSDAY } from '../days.ts'
import { atBackend } from '../expectations.ts'
import { PRINTER } from '../intakes.ts'
import type { Step } from '../step.ts'

/** @rule INTAKE-HP @rule INTAKE-REQ */
export const hpPrint: Step = {
  id: 'd',
  about: 'HP Print without the reference of the customer: asked for, and saved all the same',
  startsAt: THURSDAY,
  async run(stage, facts) {
    const { window } = await stage.desk('kari')
    const intake = await window.newCase()
    await intake.enter(PRINTER)
    await facts.says('window.hint', () => intake.hintBeside('customerRef'), /ønskes/)
    facts.is('window.errors', await intake.errors(), [])
    const number = await intake.save()
    facts.note('number', number)
    const row = await atBackend(stage, number, 'registered')
    facts.is(
      'backend.case',
      { contract: row.contract, kind: row.kind, flow: row.flow, customerRef: row.customerRef, orderNo: row.orderNo },
      { contract: 'SA0003682', kind: 'hp-print', flow: 'desk', customerRef: null, orderNo: PRINTER.orderNo ?? null },
    )
    facts.is('window.state', await window.openedCase().state(), 'registered')
  },
}
