import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from '../i18n/use-translation.ts'
import styles from './ui.module.css'

const PATIENCE_MS = 200

/** Shows its children only when waiting has become noticeable: what is fast never flickers. */
export function AfterPatience({ children }: { readonly children: ReactNode }) {
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return waited ? children : null
}

/** Grey lines where text will stand; nothing for the first 200 ms. */
export function SlowSkeleton({ lines = 6 }: { readonly lines?: number }) {
  const { t } = useTranslation('common')
  return (
    <AfterPatience>
      <output className={styles.skeleton} aria-label={t('loading')}>
        {Array.from({ length: lines }, (_, i) => (
          <span key={i} style={{ width: `${String(92 - ((i * 17) % 45))}%` }} />
        ))}
      </output>
    </AfterPatience>
  )
}
