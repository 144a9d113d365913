import { Button, Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KbdHint } from '../../ui/kbd-hint.tsx'
import { type IntakeForm, isBlankForm } from './form/intake-form.ts'
import styles from './intake.module.css'
import { useIntake } from './intake.store.ts'

type Props = {
  readonly form: IntakeForm
  readonly busy: boolean
  readonly discarded: boolean
  readonly onSave: () => void
  readonly onDiscard: () => void
  readonly onUndoDiscard: () => void
  readonly onUnassigned: (unassigned: boolean) => void
}

/** Saving, and what becomes of the words until then. */
export function SaveBar({ form, busy, discarded, onSave, onDiscard, onUndoDiscard, onUnassigned }: Props) {
  const { t } = useTranslation('intake')
  const { keptAt, keepFailed } = useIntake()
  const blank = isBlankForm(form)
  return (
    <footer className={styles.saveBar}>
      <Button size="sm" onClick={onSave} loading={busy} rightSection={<KbdHint keys="mod+enter" />}>
        {t('commands:case.register.do')}
      </Button>
      <Checkbox
        size="xs"
        label={t('unassigned')}
        checked={form.unassigned}
        onChange={(event) => onUnassigned(event.currentTarget.checked)}
      />
      <output className={styles.draftState} data-failed={keepFailed || undefined}>
        {keepFailed ? t('drafts.failed') : blank ? '' : keptAt === null ? '' : t('drafts.kept')}
      </output>
      {discarded && (
        <Button size="sm" variant="default" onClick={onUndoDiscard}>
          {t('drafts.undoDiscard')}
        </Button>
      )}
      {!blank && (
        <Button size="sm" variant="subtle" color="gray" onClick={onDiscard}>
          {t('do.discard')}
        </Button>
      )}
    </footer>
  )
}
