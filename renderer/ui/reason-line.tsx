import { Popover, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type AnyReason, reasonText, ruleText } from '../i18n/reason-text.ts'
import { useFormat } from '../i18n/use-format.ts'
import styles from './ui.module.css'

/** One line that says why; a click opens the rule it comes from. */
export function ReasonLine({ reason }: { readonly reason: AnyReason }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  return (
    <p className={styles.reason}>
      <RuleLink rule={reason.rule} />
      <span>{reasonText(reason, t, language)}</span>
    </p>
  )
}

/** Every reason of a decision, in the order the rule gave them. */
export function ReasonList({ reasons, label }: { readonly reasons: readonly AnyReason[]; readonly label?: string }) {
  return (
    <ul className={styles.reasons} aria-label={label}>
      {reasons.map((reason) => (
        <li key={`${reason.rule}-${reason.variant}`}>
          <ReasonLine reason={reason} />
        </li>
      ))}
    </ul>
  )
}

/** The id of a rule; opens its title and text. */
export function RuleLink({ rule }: { readonly rule: string }) {
  const { t } = useTranslation()
  const { title, text } = ruleText(rule, t)
  return (
    <Popover width={320} position="bottom-start" returnFocus>
      <Popover.Target>
        <UnstyledButton className={styles.rule} aria-label={t('common:rule.show', { rule })}>
          {rule}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('common:rule.name', { rule })}>
        <p className={styles.rulePopTitle}>{title}</p>
        {text && <p className={styles.rulePopText}>{text}</p>}
        <p className={styles.rulePopId}>{t('common:rule.name', { rule })}</p>
      </Popover.Dropdown>
    </Popover>
  )
}
