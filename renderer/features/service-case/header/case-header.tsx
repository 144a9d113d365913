import { Button, Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import type { CommandName } from '#shared/domain/commands.ts'
import { isEnded } from '#shared/domain/service-case/flow.ts'
import { lacking, type Offered } from '../../../case-parts/actions/offered.ts'
import { UnconfirmedActs } from '../../../case-parts/clock/unconfirmed-acts.tsx'
import { useMe } from '../../../case-parts/case.queries.ts'
import { CaseMark } from '../../../case-parts/words/case-mark.tsx'
import { STATE_TONE } from '../../../case-parts/words/state-tone.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { sayQuietly } from '../../../ui/quiet-note.tsx'
import { StatusDot } from '../../../ui/status-dot.tsx'
import styles from '../case.module.css'
import { DueClock } from './due-clock.tsx'
import { OwnerMenu } from './owner-menu.tsx'

type Props = {
  readonly view: CaseView
  readonly can: Offered
  readonly busy: boolean
  readonly menuOpen: boolean
  readonly onMenu: (open: boolean) => void
  readonly onStart: (command: CommandName) => void
  readonly onAssign: (ownerId: string | null) => void
}

/** Number, title, state, clock and owner; one next action, the rest in a menu. */
export function CaseHeader({ view, can, busy, menuOpen, onMenu, onStart, onAssign }: Props) {
  const { t } = useTranslation('case')
  const { permissions } = useMe()
  const { serviceCase, mark } = view
  const { state, waitingFor } = serviceCase
  const why = (command: CommandName) => {
    const permission = lacking(command, permissions)
    return permission && t('action.lacking', { permission: t(`common:permission.${permission}`) })
  }
  const nextWhy = can.next && why(can.next)
  return (
    <header className={styles['header']}>
      <div className={styles['headerTop']}>
        <CaseNumber view={view} />
        <span className={styles['state']} data-testid="case-state" data-state={state}>
          <StatusDot tone={STATE_TONE[state]} /> {t(`states:state.${state}`)}
          {state === 'waiting' && waitingFor && <span className={styles['dim']}> · {t(`waiting.${waitingFor}`)}</span>}
        </span>
        <CaseMark mark={mark} />
        <span className={styles['grow']} />
        <DueClock view={view} />
      </div>
      <h2 className={styles['title']} title={serviceCase.faultDescription}>
        {serviceCase.productName} – {firstLine(serviceCase.faultDescription)}
      </h2>
      <UnconfirmedActs view={view} />
      <div className={styles['actions']}>
        {can.next && (
          <Button variant="filled" disabled={busy || nextWhy !== null} onClick={() => can.next && onStart(can.next)}>
            {t(`commands:${can.next}.do`)}
          </Button>
        )}
        {can.others.length > 0 && (
          <Menu opened={menuOpen} onChange={onMenu} position="bottom-start" width={260}>
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={14} />}>
                {t('common:do.more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {can.others.map((command) => (
                <Menu.Item key={command} disabled={why(command) !== null} onClick={() => onStart(command)}>
                  {t(`commands:${command}.do`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        {nextWhy && <span className={styles['dim']}>{nextWhy}</span>}
        <span className={styles['grow']} />
        <OwnerMenu view={view} ended={isEnded(state)} onAssign={onAssign} />
      </div>
    </header>
  )
}

/** A click copies the number as it is read aloud. @rule SOS-2 @rule SOS-9 */
function CaseNumber({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('case')
  const { caseName } = useFormat()
  const { serviceCase } = view
  const name = caseName(serviceCase)
  return (
    <>
      <UnstyledButton
        className={styles['number']}
        title={t('number.copy')}
        onClick={() => {
          void navigator.clipboard.writeText(name).then(() => sayQuietly(t('common:said.copied')))
        }}
      >
        <span data-testid="case-number">{name}</span> <IconCopy size={13} aria-hidden />
        <span className="sk-visually-hidden">{t('number.copy')}</span>
      </UnstyledButton>
      {serviceCase.number === null && <span className={styles['dim']}>{t('number.local')}</span>}
    </>
  )
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''
