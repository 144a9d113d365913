import { THURSDAY } from '../days.ts'
import { atBackend, ledgerIs } from '../expectations.ts'
import { MAC } from '../intakes.ts'
import type { Step } from '../step.ts'

/** Two answers to one question: the second is refused and shown beside the first. */
export const twoDecisions: Step = {
  id: 'h',
  about: 'two people decide the same warranty while one is offline: a conflict that shows both, resolved in the window',
  startsAt: THURSDAY,
  async run(stage, facts) {
    const kari = await stage.desk('kari')
    const number = await kari.window.register({ ...MAC, serialNo: 'C02DEMO0008' })
    facts.note('number', number)
    await kari.window.openedCase().step('unit.receive')
    await kari.window.openedCase().step('diagnosis.start')
    await atBackend(stage, number, 'diagnosing')

    const ola = await stage.desk('ola')
    await ola.window.openCase(number)
    await ola.cable.cut()
    await ola.window.untilOffline()
    await ola.window.openedCase().decideWarranty({ damage: [], inStock: true })
    facts.is('ola.offline', await ola.window.openedCase().state(), 'repairing')

    await kari.window.openedCase().decideWarranty({ damage: ['liquid'] })
    await atBackend(stage, number, 'awaiting-customer')

    await ola.cable.plugIn()
    await ola.window.untilLive()
    const conflicts = await ola.window.openConflicts()
    await facts.says('ola.conflict.mine', () => conflicts.text(number), /dekkes av garantien/i)
    await facts.says('ola.conflict.theirs', () => conflicts.text(number), /dekkes ikke/i)
    await facts.says('ola.conflict.who', () => conflicts.text(number), /kari/i)
    await stage.keepPicture(ola)
    await conflicts.useTheirs(number)
    facts.is('ola.conflictsLeft', await conflicts.count(), 0)

    const row = await atBackend(stage, number, 'awaiting-customer')
    const decisions = await stage.postgres.rowsOfCase('warrantyDecision', row.id)
    facts.is(
      'backend.decisions',
      decisions.map(({ outcome, actorName }) => `${outcome} ${actorName.split(' ')[0] ?? ''}`),
      ['not-covered Kari'],
    )
    await ledgerIs(stage, facts, row.id, ['charged 45000 FEE-1'])
    await ola.window.openCase(number)
    facts.is('ola.state', await ola.window.openedCase().state(), 'awaiting-customer')
  },
}
