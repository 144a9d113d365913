import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { IconArrowLeft, IconExternalLink, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import { phoneInGroups } from '#shared/lib/phone.ts'
import { caseQuery } from '../../../case-parts/case.queries.ts'
import { Verdict } from '../../../case-parts/verdict/verdict.tsx'
import { CaseMark } from '../../../case-parts/words/case-mark.tsx'
import { STATE_TONE } from '../../../case-parts/words/state-tone.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorNote } from '../../../ui/error-note.tsx'
import { ReasonList } from '../../../ui/reason-line.tsx'
import { Section } from '../../../ui/section.tsx'
import { SlowSkeleton } from '../../../ui/slow-skeleton.tsx'
import { StatusDot } from '../../../ui/status-dot.tsx'
import styles from '../workbench.module.css'
import { NextAction } from './next-action.tsx'

type Props = {
  readonly caseId: string
  readonly onDone: () => void
  readonly onBack: () => void
  readonly onCase: (caseId: string) => void
}

/** One unit at a time: what is wrong with it, what it is, and the one thing to do now. */
export function UnitView({ caseId, onDone, onBack, onCase }: Props) {
  const { t } = useTranslation('workbench')
  const { data: view, error, isPending, refetch } = useQuery(caseQuery(caseId))
  if (error) return <ErrorNote title={t('unit.failed')} onRetry={() => void refetch()} />
  if (isPending) return <SlowSkeleton lines={8} />
  if (view === null) return <EmptyState title={t('unit.absent')} text={t('unit.absentText')} />
  return (
    <article className={styles.unit} aria-label={view.serviceCase.productName}>
      <UnitHead view={view} onBack={onBack} onCase={onCase} />
      <div className={styles.unitBody}>
        <div className={styles.unitMain}>
          <NextAction key={caseId} view={view} onDone={onDone} onCase={onCase} />
          <Section title={t('unit.fault')}>
            <p className={styles.fault}>{view.serviceCase.faultDescription}</p>
          </Section>
          {view.serviceCase.finding && (
            <Section title={t('common:field.finding')}>
              <p className={styles.fault}>{view.serviceCase.finding}</p>
            </Section>
          )}
        </div>
        <UnitFacts view={view} />
      </div>
    </article>
  )
}

function UnitHead({ view, onBack, onCase }: Pick<Props, 'onBack' | 'onCase'> & { readonly view: CaseView }) {
  const { t } = useTranslation('workbench')
  const { caseName } = useFormat()
  const { id, state, productName, number, localRef } = view.serviceCase
  return (
    <header className={styles.unitHead}>
      <Button size="lg" variant="default" leftSection={<IconArrowLeft size={18} aria-hidden />} onClick={onBack}>
        {t('unit.board')}
      </Button>
      <div className={styles.unitName}>
        <p className={styles.unitNumber} data-testid="case-number">
          {caseName({ number, localRef })}
        </p>
        <h2 className={styles.unitTitle}>{productName}</h2>
      </div>
      <p className={styles.unitState} data-testid="unit-state">
        <StatusDot tone={STATE_TONE[state]} /> {t(`states:state.${state}`)}
        <CaseMark mark={view.mark} />
      </p>
      <Button
        size="lg"
        variant="default"
        leftSection={<IconExternalLink size={18} aria-hidden />}
        onClick={() => onCase(id)}
      >
        {t('openCase')}
      </Button>
    </header>
  )
}

function UnitFacts({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench')
  const { date, moment } = useFormat()
  const { serviceCase: unit, decision, customer, ownerName } = view
  const phone = unit.mobile ?? unit.phone
  const damage = unit.damage.map((each) => t(`states:damage.${each}`)).join(', ')
  return (
    <aside className={styles.unitFacts} aria-label={t('unit.facts')}>
      {unit.hasPasscode && (
        <p className={styles.passcode}>
          <IconLock size={18} aria-hidden /> {t('unit.passcode')}
        </p>
      )}
      {decision && (
        <Section title={t('unit.warranty')} testId="warranty-decision">
          <Verdict {...decision}>
            <ReasonList reasons={decision.reasons} label={t('unit.reasons')} />
          </Verdict>
        </Section>
      )}
      <Section title={t('unit.facts')}>
        <DefinitionList
          facts={[
            { label: t('common:field.serialNo'), value: unit.serialNo },
            { label: t('common:field.swapSerialNo'), value: unit.swapSerialNo },
            { label: t('common:field.purchasedOn'), value: unit.purchasedOn && date(unit.purchasedOn) },
            { label: t('common:field.damage'), value: damage },
            { label: t('common:field.customerId'), value: customer?.name },
            { label: t('common:field.contactName'), value: unit.contactName },
            { label: t('common:field.mobile'), value: phone && phoneInGroups(phone) },
            { label: t('common:field.serviceLocation'), value: unit.serviceLocation },
            { label: t('common:field.ownerId'), value: ownerName },
            { label: t('unit.registered'), value: moment(unit.registeredAt) },
          ]}
        />
      </Section>
    </aside>
  )
}
