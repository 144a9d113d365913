import { THURSDAY } from '../days.ts'
import { atBackend } from '../expectations.ts'
import { IPAD } from '../intakes.ts'
import type { Step } from '../step.ts'

const NOTE = 'Kunden trenger enheten før mandag'

const COMMANDS = ['case.register', 'unit.receive', 'case.note']

/** Nothing that was acknowledged is missing after a kill. */
export const appKilled: Step = {
  id: 'g',
  about: 'the app is killed with commands in the outbox and started again: nothing is missing',
  startsAt: THURSDAY,
  async run(stage, facts) {
    const { window, cable, crash } = await stage.desk('kari')
    await cable.cut()
    await window.untilOffline()
    const number = await window.register({ ...IPAD, serialNo: 'DMPDEMO0007' })
    facts.note('number', number)
    await window.openedCase().step('unit.receive')
    await window.openedCase().addNote(NOTE)
    await window.untilWaiting(COMMANDS.length)

    await crash()
    await window.untilSignedIn()
    await window.untilWaiting(COMMANDS.length)
    facts.note('window.waitingAfter', await window.waiting())
    await window.openCase(number)
    const open = window.openedCase()
    facts.is('window.state', await open.state(), 'received')
    await facts.says('window.timeline', () => open.timeline(), new RegExp(NOTE))

    await cable.plugIn()
    await window.untilLive()
    const row = await atBackend(stage, number, 'received')
    const commands = await stage.postgres.commandsOfCase(row.id)
    facts.is(
      'backend.commands',
      commands.map(({ name, status }) => `${name} ${status}`),
      COMMANDS.map((name) => `${name} accepted`),
    )
    facts.is('window.waitingAtEnd', await window.waiting(), 0)
  },
}
