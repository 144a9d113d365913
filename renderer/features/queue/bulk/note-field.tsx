import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KbdHint } from '../../../ui/kbd-hint.tsx'
import styles from './bulk.module.css'

type Props = { readonly count: number; readonly onNote: (text: string) => void; readonly onBack: () => void }

/** One note for all that are picked. */
export function NoteField({ count, onNote, onBack }: Props) {
  const { t } = useTranslation('queue')
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  const send = () => text.trim() !== '' && onNote(text.trim())
  return (
    <div className={styles.note}>
      <Textarea
        ref={field}
        aria-label={t('bulk.note')}
        placeholder={t('bulk.note-hint', { count })}
        rows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
          if (!sends && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (sends) send()
          else onBack()
        }}
      />
      <Button disabled={text.trim() === ''} onClick={send} rightSection={<KbdHint keys="mod+enter" />}>
        {t('common:do.save')}
      </Button>
    </div>
  )
}
