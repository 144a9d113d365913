import { UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import type { IntakeForm } from '../form/intake-form.ts'
import type { KeptIntake } from '../intake.store.ts'
import styles from '../intake.module.css'

type Props = {
  readonly drafts: readonly KeptIntake[]
  readonly openId: string
  readonly openForm: IntakeForm
  readonly onOpen: (caseId: string) => void
  readonly onStart: () => void
}

/** The intakes under way, where there is more than this one: a call that was parked is one press away. */
export function DraftBar({ drafts, openId, openForm, onOpen, onStart }: Props) {
  const { t } = useTranslation('intake')
  const { moment } = useFormat()
  const others = drafts.filter((draft) => draft.caseId !== openId)
  if (others.length === 0) return null
  return (
    <nav className={styles.drafts} aria-label={t('drafts.label')}>
      <span className={styles.draft} data-open aria-current="true">
        {nameOf(openForm) || t('drafts.unnamed')}
      </span>
      {others.map(({ caseId, form, changedAt }) => (
        <UnstyledButton key={caseId} className={styles.draft} onClick={() => onOpen(caseId)}>
          <span className="sk-truncate">{nameOf(form) || t('drafts.unnamed')}</span>
          <span className={styles.draftAge}>{moment(changedAt)}</span>
        </UnstyledButton>
      ))}
      <UnstyledButton className={styles.draft} onClick={onStart}>
        <IconPlus size={14} aria-hidden /> {t('drafts.start')}
      </UnstyledButton>
    </nav>
  )
}

/** What a draft is known by: the first thing that was said. */
const nameOf = (form: IntakeForm): string =>
  [form.contactName || form.customerName || form.mobile || form.phone, form.productName || form.serialNo || form.find]
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' – ') || form.faultDescription.trim().slice(0, 40)
