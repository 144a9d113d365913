import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import type { UnconfirmedAct } from '#shared/domain/service-case/service-case.rows.ts'
import { awaitField } from '../../ui/held-keys.ts'
import { useActions } from '../../app/shortcuts.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { RuleLink } from '../../ui/reason-line.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { confirmActTime, valuesOfAct } from '../actions/act-time.ts'
import { ActionForm } from '../actions/action-form.tsx'
import type { Values } from '../actions/case-action.ts'
import { lacking } from '../actions/offered.ts'
import { useAct } from '../actions/use-act.ts'
import { useMe } from '../case.queries.ts'
import styles from './unconfirmed-acts.module.css'

const RULE_OF = { report: 'LEN-1', reopening: 'LEN-1', return: 'SHOP-4' } as const

/** Acts of a machine whose clock was wrong: what its clock said, what counts meanwhile, and who may settle it. */
export function UnconfirmedActs({ view }: { readonly view: CaseView }) {
  const acts = view.serviceCase.unconfirmedActs ?? []
  return acts.map((act) => <OneAct key={`${act.of} ${act.at}`} view={view} claimed={act} />)
}

/** As the machine said at one press, or another time in a form. */
function OneAct({ view, claimed }: { readonly view: CaseView; readonly claimed: UnconfirmedAct }) {
  const { t } = useTranslation('case')
  const { moment } = useFormat()
  const { permissions } = useMe()
  const { act, busy, refusal, forget } = useAct()
  const [isOpen, setOpen] = useState(false)
  const [values, setValues] = useState<Values>(() => valuesOfAct(claimed))
  const other = useRef<HTMLButtonElement>(null)
  const may = lacking('case.confirm-act-time', permissions) === null
  const send = (chosen: Values) => void act('case.confirm-act-time', confirmActTime.args(chosen, view))
  const confirm = () => send(valuesOfAct(claimed))
  const open = () => {
    awaitField()
    forget()
    setOpen(true)
  }
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => other.current?.focus())
  }
  const asSaid = t('unconfirmed.confirm', { moment: moment(claimed.at) })
  const action = { group: 'case', disabled: !may } as const
  useActions([
    { ...action, id: `case.confirm-act-time.${claimed.of}`, label: asSaid, run: confirm },
    { ...action, id: `case.other-act-time.${claimed.of}`, label: t('unconfirmed.other-do'), run: open },
  ])
  return (
    <div data-testid="unconfirmed-act">
      <p className={styles['note']}>
        <span>
          <StatusDot tone="warning" /> {t(`unconfirmed.${claimed.of}`, { moment: moment(claimed.at) })}
        </span>
        <RuleLink rule={RULE_OF[claimed.of]} />
        {!may && <span className={styles['dim']}>{t('unconfirmed.who')}</span>}
        {may && !isOpen && (
          <span className={styles['buttons']}>
            <Button size="compact-sm" variant="default" loading={busy} onClick={confirm}>
              {asSaid}
            </Button>
            <Button ref={other} size="compact-sm" variant="subtle" color="gray" onClick={open}>
              {t('unconfirmed.other')}
            </Button>
          </span>
        )}
      </p>
      {refusal && !isOpen && <RefusalNote error={refusal} />}
      {isOpen && (
        <div className={styles['form']}>
          <ActionForm
            action={confirmActTime}
            view={view}
            values={values}
            refusal={refusal}
            busy={busy}
            submitLabel={t('commands:case.confirm-act-time.do')}
            onChange={setValues}
            onSubmit={send}
            onClose={close}
          />
        </div>
      )}
    </div>
  )
}
