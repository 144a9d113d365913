import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import type { UnconfirmedAct } from '#shared/domain/service-case/service-case.rows.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { RuleLink } from '../../ui/reason-line.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'
import { lacking } from '../actions/offered.ts'
import { useAct } from '../actions/use-act.ts'
import { useMe } from '../case.queries.ts'
import styles from './unconfirmed-acts.module.css'

const RULE_OF = { report: 'LEN-1', reopening: 'LEN-1', return: 'SHOP-4' } as const

/** Acts of a machine whose clock was wrong: what its clock said, what counts meanwhile, and who may settle it. */
export function UnconfirmedActs({ view }: { readonly view: CaseView }) {
  const acts = view.serviceCase.unconfirmedActs ?? []
  return acts.map((act) => <OneAct key={act.of} caseId={view.serviceCase.id} act={act} />)
}

function OneAct({ caseId, act: { of, at } }: { readonly caseId: string; readonly act: UnconfirmedAct }) {
  const { t } = useTranslation('case')
  const { moment } = useFormat()
  const { permissions } = useMe()
  const { act, busy } = useAct()
  const may = lacking('case.confirm-act-time', permissions) === null
  const confirm = () => void act('case.confirm-act-time', { caseId, of, at, expects: { at } })
  return (
    <p className={styles['note']} data-testid="unconfirmed-act">
      <span>
        <StatusDot tone="warning" /> {t(`unconfirmed.${of}`, { moment: moment(at) })}
      </span>
      <RuleLink rule={RULE_OF[of]} />
      {may ? (
        <Button size="compact-sm" variant="default" loading={busy} onClick={confirm}>
          {t('unconfirmed.confirm', { moment: moment(at) })}
        </Button>
      ) : (
        <span className={styles['dim']}>{t('unconfirmed.who')}</span>
      )}
    </p>
  )
}
