import { Button } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import type { AppError } from '#shared/errors.ts'
import { errorText } from '../../i18n/error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { KbdHint } from '../../ui/kbd-hint.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import type { Translate } from '../words/say.ts'
import { useSay } from '../words/use-say.ts'
import styles from './action-form.module.css'
import type { CaseAction, FieldSpec, Values } from './case-action.ts'
import { checkForm, type Problems } from './check-form.ts'
import { FieldControl } from './field-control.tsx'
import { useFocusFirst } from './use-focus-first.ts'

type Props = {
  readonly action: CaseAction
  readonly view: CaseView
  readonly values: Values
  readonly refusal: AppError | null
  readonly busy: boolean
  readonly submitLabel: string
  readonly onChange: (values: Values) => void
  readonly onSubmit: (values: Values) => void
  readonly onClose: () => void
}

/**
 * The form of one action, open in its place. Ctrl/Cmd+Enter submits from anywhere in it, Enter from a line, Esc closes and keeps
 * what was typed. A refusal stands beside the field it names, otherwise above the buttons with its rule.
 */
export function ActionForm({ action, view, values, refusal, busy, submitLabel, onChange, onSubmit, onClose }: Props) {
  const { t } = useTranslation()
  const say = useSay()
  const { language } = useFormat()
  const id = useId()
  const box = useFocusFirst<HTMLFormElement>()
  const [tried, setTried] = useState(false)
  const problems: Problems = tried ? checkForm(action, values, view) : {}
  const refusedField = action.fields.find((field) => field.name === refusal?.field)
  const { Consequence } = action

  const submit = () => {
    setTried(true)
    if (Object.keys(checkForm(action, values, view)).length === 0 && !busy) onSubmit(values)
  }
  const errorOf = (field: FieldSpec): string | null => {
    const problem = problems[field.name]
    if (problem) return say.t(problem)
    return refusal && field === refusedField ? errorText(refusal, t, language) : null
  }

  return (
    // The keys of the whole form: each control inside is interactive by itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={box}
      className={styles['form']}
      aria-labelledby={id}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation()
          onClose()
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          submit()
        }
      }}
    >
      <h3 id={id} className={styles['title']}>
        {t(`commands:${action.command}.do`)}
      </h3>
      <div className={styles['body']} data-two={Consequence !== undefined || undefined}>
        <div className={styles['fields']}>
          {action.fields.map((field) => (
            <FieldControl
              key={field.name}
              field={field}
              label={fieldLabel(action, field, say.t)}
              value={values[field.name] ?? null}
              error={errorOf(field)}
              onChange={(value) => onChange({ ...values, [field.name]: value })}
            />
          ))}
        </div>
        {Consequence && (
          <div className={styles['consequence']} aria-live="polite">
            <Consequence view={view} values={values} />
          </div>
        )}
      </div>
      {refusal && !refusedField && <RefusalNote error={refusal} />}
      <div className={styles['buttons']}>
        <Button type="submit" variant="filled" disabled={busy} rightSection={<KbdHint keys="mod+enter" />}>
          {submitLabel}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose} rightSection={<KbdHint keys="escape" />}>
          {t('common:do.cancel')}
        </Button>
      </div>
    </form>
  )
}

/**
 * Labels that a field has only in an action are in `case:label`, all others in `common:field`. Whether a corrected field may be
 * empty depends on the others, so that nothing is promised there. @rule INTAKE-REQ
 */
function fieldLabel({ command }: CaseAction, field: FieldSpec, t: Translate): string {
  const own = OWN_LABEL.has(field.name) ? field.name : field.label
  const label = t(own ? `label.${own}` : `common:field.${field.name}`)
  const mayBeEmpty = field.optional && field.kind !== 'checks' && field.kind !== 'flag' && command !== 'case.edit'
  return mayBeEmpty ? `${label} (${t('form.optional')})` : label
}
const OWN_LABEL: ReadonlySet<string> = new Set(['answeredBy', 'inStock', 'work', 'trackingNo'])
