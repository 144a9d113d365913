import { THURSDAY } from '../days.ts'
import { atBackend, ledgerIs } from '../expectations.ts'
import { MAC } from '../intakes.ts'
import type { Step } from '../step.ts'

/** @rule FEE-3 @rule SHOP-5 */
export const estimateDeclined: Step = {
  id: 'f',
  about: 'the estimate is declined: the fee stands and is invoiced, the unit goes back as it came',
  startsAt: THURSDAY,
  async run(stage, facts) {
    const { window } = await stage.desk('kari')
    const number = await window.register({ ...MAC, serialNo: 'C02DEMO0006' })
    facts.note('number', number)
    const open = window.openedCase()
    await open.step('unit.receive')
    await open.step('diagnosis.start')
    await open.decideWarranty({ damage: ['impact'] })
    await open.sendEstimate({ amount: '7900', text: 'Ny skjerm' })
    await open.answerEstimate('decline', MAC.contactName)
    const declined = await atBackend(stage, number, 'declined')
    await ledgerIs(stage, facts, declined.id, ['charged 45000 FEE-1'])
    await facts.says('window.feeStands', () => open.fee(), /450\s*kr.*avslått: gebyret står/i)
    await open.invoiceFee()
    await ledgerIs(stage, facts, declined.id, ['charged 45000 FEE-1', 'invoiced 45000 FEE-3'])
    await facts.says('window.feeInvoiced', () => open.fee(), /fakturert/i)
    await open.step('unit.pack')
    await atBackend(stage, number, 'ready')
    facts.is('window.state', await open.state(), 'ready')
  },
}
