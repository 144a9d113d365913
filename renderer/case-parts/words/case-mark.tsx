import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import styles from './case-mark.module.css'

/** What this device holds of a case and the backend does not: not sent yet, or refused. Nothing where there is none of it. */
export function CaseMark({ mark }: { readonly mark: CaseView['mark'] }) {
  const { t } = useTranslation('states')
  if (mark === 'none') return null
  return (
    <span className={styles.mark} data-mark={mark}>
      <span aria-hidden>{mark === 'pending' ? '◌' : '▲'}</span> {t(`mark.${mark}`)}
    </span>
  )
}
