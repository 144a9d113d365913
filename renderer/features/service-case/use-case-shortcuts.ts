import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import type { CommandName } from '#shared/domain/commands.ts'
import { isEnded } from '#shared/domain/service-case/flow.ts'
import { type Action, useActions } from '../../app/shortcuts.ts'
import { lacking, type Offered } from '../../case-parts/actions/offered.ts'
import { useMe } from '../../case-parts/case.queries.ts'

type Wiring = {
  readonly view: CaseView
  readonly can: Offered
  readonly onStart: (command: CommandName) => void
  readonly onAssign: (ownerId: string | null) => void
  readonly onMenu: () => void
  readonly onNote: () => void
  readonly onPasscode: () => void
}

/** Everything that can be done to the open case, for the keys and the command palette. */
export function useCaseShortcuts({ view, can, onStart, onAssign, onMenu, onNote, onPasscode }: Wiring): void {
  const { t } = useTranslation('case')
  const me = useMe()
  const may = (command: CommandName) => lacking(command, me.permissions) === null
  const { ownerId, state, hasPasscode } = view.serviceCase
  const doing = (command: CommandName, keys?: readonly string[]): Action => ({
    id: `case.do.${command}`,
    label: t(`commands:${command}.do`),
    group: 'case',
    run: () => onStart(command),
    disabled: !may(command),
    ...(keys ? { keys } : {}),
  })
  const mine = me.id !== '' && ownerId === me.id
  useActions([
    ...(can.next ? [doing(can.next, ['d'])] : []),
    ...[...can.others, ...can.fee].map((command) => doing(command)),
    {
      id: 'case.menu',
      label: t('action.menu'),
      keys: ['s'],
      group: 'case',
      run: onMenu,
      disabled: can.others.length === 0,
    },
    {
      id: 'case.assign',
      label: t('owner.take'),
      keys: ['a'],
      group: 'case',
      run: () => onAssign(me.id),
      disabled: mine || isEnded(state) || !may('case.assign'),
    },
    {
      id: 'case.note',
      label: t('commands:case.note.do'),
      keys: ['m'],
      group: 'case',
      run: onNote,
      disabled: !may('case.note'),
    },
    {
      id: 'case.passcode',
      label: t('commands:passcode.reveal.do'),
      keys: ['p'],
      group: 'case',
      run: onPasscode,
      disabled: !hasPasscode || !may('passcode.reveal'),
    },
  ])
}
