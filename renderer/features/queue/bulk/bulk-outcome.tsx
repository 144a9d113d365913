import { UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../../i18n/error-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { KbdHint } from '../../../ui/kbd-hint.tsx'
import styles from './bulk.module.css'
import type { BulkResult } from './use-bulk.ts'

type Props = {
  readonly result: BulkResult
  readonly onUndo: () => void
  readonly onForget: () => void
  readonly onOpen: (caseId: string) => void
}

/** What came of it: how many were done, with the way back, and each that was refused with its reason. */
export function BulkOutcome({ result: { name, done, refused }, onUndo, onForget, onOpen }: Props) {
  const { t } = useTranslation('queue')
  const { caseName, language } = useFormat()
  return (
    <div className={styles.outcome}>
      <div className={styles.acts}>
        <output className={styles.said}>
          {t(`commands:${name}.do`)}: {t('bulk.done', { count: done })}
          {refused.length > 0 && <b className={styles.refused}> {t('bulk.refused', { count: refused.length })}</b>}
        </output>
        {done > 0 && (
          <UnstyledButton className={styles.act} onClick={onUndo}>
            {t('common:do.undo')}
            <KbdHint keys="mod+z" />
          </UnstyledButton>
        )}
        <IconButton label={t('common:do.close')} onClick={onForget}>
          <IconX size={15} />
        </IconButton>
      </div>
      {refused.length > 0 && (
        <ul className={styles.reasons} aria-label={t('bulk.refused', { count: refused.length })}>
          {refused.map(({ item, error }) => (
            <li key={item.id}>
              <UnstyledButton className={styles.link} onClick={() => onOpen(item.id)}>
                {caseName(item)}
              </UnstyledButton>
              <span>{errorText(error, t, language)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
