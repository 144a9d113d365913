import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import type { CommandName } from '#shared/domain/commands.ts'
import { isEnded } from '#shared/domain/service-case/flow.ts'
import { lacking } from '../../../case-parts/actions/offered.ts'
import { useMe } from '../../../case-parts/case.queries.ts'
import styles from '../case.module.css'
import { FeeCard } from '../fee/fee-card.tsx'
import type { CardProps } from './card.ts'
import { ContactCard } from './contact-card.tsx'
import { DecisionCard } from './decision-card.tsx'
import { EstimateCard } from './estimate-card.tsx'
import facts from './facts.module.css'
import { IntakeCard } from './intake-card.tsx'
import { PasscodeCard, type PasscodeHandle } from './passcode-card.tsx'
import { RelatedCard } from './related-card.tsx'
import { ReturnCard } from './return-card.tsx'
import { UnitCard } from './unit-card.tsx'

type Props = {
  readonly view: CaseView
  readonly fee: readonly CommandName[]
  readonly onStart: (command: CommandName) => void
  readonly passcode: Ref<PasscodeHandle>
}

/** What is known about a case, as cards; those that its agreement does not need are left out. */
export function FactsColumn({ view, fee, onStart, passcode }: Props) {
  const { t } = useTranslation('case')
  const { permissions } = useMe()
  const { state, flow, kind, hasPasscode } = view.serviceCase
  const workshop = flow === 'workshop'
  const props: CardProps = { view, onStart, locked: isEnded(state) || lacking('case.edit', permissions) !== null }
  return (
    <aside className={styles['side']} aria-label={t('route.facts')}>
      <div className={facts['facts']}>
        {workshop && <DecisionCard {...props} />}
        <EstimateCard {...props} />
        {(workshop || view.fees.length > 0) && <FeeCard {...props} commands={fee} />}
        <ContactCard {...props} />
        <UnitCard {...props} />
        {(kind === 'apple' || hasPasscode) && <PasscodeCard {...props} handle={passcode} />}
        <ReturnCard {...props} />
        <IntakeCard {...props} />
        <RelatedCard {...props} />
      </div>
    </aside>
  )
}
