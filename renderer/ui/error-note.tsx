import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './ui.module.css'

type Props = {
  /** What could not be done. */
  readonly title: string
  /** Why, and what the person can do; what may be tried again says that much by itself. */
  readonly text?: string | undefined
  readonly onRetry?: (() => void) | undefined
}

/** Something failed that should not: in place of what would be shown, with a way on. */
export function ErrorNote({ title, text, onRetry }: Props) {
  const { t } = useTranslation('common')
  const why = text ?? (onRetry && t('errors:call.failed'))
  return (
    <div className={styles.errorNote} role="alert">
      <IconAlertTriangle size={18} aria-hidden="true" />
      <div>
        <p className={styles.errorTitle}>{title}</p>
        {why && <p>{why}</p>}
      </div>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t('do.retry')}
        </Button>
      )}
    </div>
  )
}
