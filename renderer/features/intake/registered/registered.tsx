import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import styles from '../intake.module.css'

type Props = { readonly number: number | null; readonly localRef: string | null }

/** The number as it is read to the caller; the local reference, and what it means, where no number was left. @rule SOS-9 */
export function Registered({ number, localRef }: Props) {
  const { t } = useTranslation('intake')
  const { caseName } = useFormat()
  return (
    <div aria-live="polite" className={styles.registered}>
      <p>{t(number === null ? 'registered.local' : 'registered.title')}</p>
      <p className={styles.registeredNumber} data-testid="registered-number">
        {caseName({ number, localRef })}
      </p>
      {number === null && <p className={styles.quiet}>{t('registered.localText')}</p>}
    </div>
  )
}
