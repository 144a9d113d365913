import { Button, Textarea } from '@mantine/core'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { noteDraftId } from '#shared/contract/draft-ids.ts'
import { lacking } from '../../../case-parts/actions/offered.ts'
import { useAct } from '../../../case-parts/actions/use-act.ts'
import { useMe } from '../../../case-parts/case.queries.ts'
import { useDraft } from '../../../case-parts/drafts/use-draft.ts'
import { KbdHint } from '../../../ui/kbd-hint.tsx'
import { RefusalNote } from '../../../ui/refusal-note.tsx'
import styles from './note-composer.module.css'

type Props = { readonly caseId: string; readonly field: Ref<HTMLTextAreaElement>; readonly onSaved: () => void }

/** Writes a note. What is typed is kept on disk as it is typed, and is gone from there only when the note is saved. */
export function NoteComposer({ caseId, field, onSaved }: Props) {
  const { t } = useTranslation('case')
  const { permissions } = useMe()
  const { act, busy, refusal } = useAct()
  const { form, ready, set, clear } = useDraft(noteDraftId(caseId), { text: '' })

  const text = form.text.trim()
  const save = () => {
    if (text === '' || busy) return
    void act('case.note', { caseId, text }).then((done) => {
      if (!done) return
      clear()
      onSaved()
    })
  }
  if (lacking('case.note', permissions)) return null
  return (
    <form
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {refusal && <RefusalNote error={refusal} />}
      <Textarea
        ref={field}
        aria-label={t('note.label')}
        placeholder={t('note.label')}
        autosize
        minRows={2}
        maxRows={12}
        disabled={!ready}
        value={form.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            save()
          }
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <div className={styles['buttons']}>
        <Button
          type="submit"
          variant="default"
          disabled={text === '' || busy}
          rightSection={<KbdHint keys="mod+enter" />}
        >
          {t('note.save')}
        </Button>
      </div>
    </form>
  )
}
