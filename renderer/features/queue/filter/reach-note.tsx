import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import type { Cases } from '../view/use-cases.ts'
import styles from './filter.module.css'

type Props = { readonly bounded: NonNullable<Cases['bounded']> }

/** Says that not every case has been looked at, and goes on when asked to. */
export function ReachNote({ bounded: { looked, sorted, goOn } }: Props) {
  const { t } = useTranslation('queue')
  const { count } = useFormat()
  return (
    <p className={styles.reach}>
      <span>{t(sorted ? 'reach.sorted' : 'reach.found', { count: count(looked) })}</span>
      <UnstyledButton className={styles.goOn} onClick={goOn}>
        {t('reach.go-on')}
      </UnstyledButton>
    </p>
  )
}
