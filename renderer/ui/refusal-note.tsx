import { IconHandStop } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '#shared/errors.ts'
import { errorText } from '../i18n/error-text.ts'
import { useFormat } from '../i18n/use-format.ts'
import { RuleLink } from './reason-line.tsx'
import styles from './ui.module.css'

type Props = { readonly error: AppError; readonly action?: ReactNode }

/** A rule says no: which one, on what facts, and what the person can do. */
export function RefusalNote({ error, action }: Props) {
  const { t } = useTranslation()
  const { language } = useFormat()
  return (
    <div className={styles.refusal} role="alert">
      <IconHandStop size={16} aria-hidden="true" />
      <p>
        {errorText(error, t, language)} {error.rule && <RuleLink rule={error.rule} />}
      </p>
      {action}
    </div>
  )
}
