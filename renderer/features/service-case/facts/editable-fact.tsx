import { Button, UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '#shared/contract/views.ts'
import type { EditableField } from '#shared/domain/service-case/edit-case.command.ts'
import type { AppError } from '#shared/errors.ts'
import { phoneWhileTyped } from '#shared/lib/phone.ts'
import type { FieldValue } from '../../../case-parts/actions/case-action.ts'
import { editSpec, storedValue } from '../../../case-parts/actions/edit-field.ts'
import { FieldControl } from '../../../case-parts/actions/field-control.tsx'
import { useFocusFirst } from '../../../case-parts/actions/use-focus-first.ts'
import { useAct } from '../../../case-parts/actions/use-act.ts'
import { FIELD_KIND } from '../../../case-parts/words/field-kinds.ts'
import { showValue } from '../../../case-parts/words/say.ts'
import { useSay } from '../../../case-parts/words/use-say.ts'
import { errorText } from '../../../i18n/error-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { brokenAtSigns } from '../../../ui/broken-at-signs.tsx'
import styles from './facts.module.css'

type Props = { readonly view: CaseView; readonly field: EditableField; readonly locked: boolean }

/**
 * A fact that can be corrected where it stands: a click opens it, Enter saves, Esc takes back. The edit names what the person saw,
 * so that two people who correct the same field to different values meet in a conflict and nobody's value is lost.
 */
export function EditableFact({ view, field, locked }: Props) {
  const { t } = useTranslation('case')
  const say = useSay()
  const [from, setFrom] = useState<FieldValue | undefined>(undefined)
  const button = useRef<HTMLButtonElement>(null)
  const current = view.serviceCase[field]
  const label = t(`common:field.${field}`)
  const shown = showValue({ kind: FIELD_KIND[field], value: current }, say)
  const value = field === 'email' ? brokenAtSigns(shown) : shown
  const assumed = view.serviceCase.assumed.includes(field)
  const close = () => {
    setFrom(undefined)
    requestAnimationFrame(() => button.current?.focus())
  }
  if (from !== undefined) return <FactForm view={view} field={field} from={from} onClose={close} />
  return (
    <div className={styles['fact']}>
      <dt>{label}</dt>
      <dd>
        {locked ? (
          value
        ) : (
          <UnstyledButton
            ref={button}
            className={styles['editable']}
            aria-label={t('edit.open', { field: label, value: shown })}
            onClick={() => setFrom(current)}
          >
            <span className={current === null || current === '' ? styles['absent'] : undefined}>{value}</span>
            <IconPencil size={12} className={styles['pencil']} aria-hidden />
          </UnstyledButton>
        )}
        {assumed && (
          <span className={styles['assumed']} title={t('common:assumed')}>
            <span aria-hidden>≈</span> {t('edit.assumed')}
          </span>
        )}
      </dd>
    </div>
  )
}

type FormProps = Omit<Props, 'locked'> & { readonly from: FieldValue; readonly onClose: () => void }

function FactForm({ view, field, from, onClose }: FormProps) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const { act, busy, refusal } = useAct()
  const spec = editSpec(field)
  const [shown] = useState<FieldValue>(spec.kind === 'phone' ? phoneWhileTyped(String(from ?? '')) : (from ?? ''))
  const [value, setValue] = useState(shown)
  const box = useFocusFirst<HTMLFormElement>()
  const save = () => {
    if (busy) return
    const to = storedValue(spec, value)
    if (to === from || value === shown) return onClose()
    void act('case.edit', { caseId: view.serviceCase.id, field, from, to }).then((done) => done && onClose())
  }
  return (
    // The keys of the whole form: each control inside is interactive by itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={box}
      className={styles['factForm']}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          onClose()
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
      }}
    >
      <FieldControl
        field={spec}
        label={t(`common:field.${field}`)}
        value={value}
        error={refusal && errorText(inWords(refusal, value), t, language)}
        onChange={setValue}
      />
      <div className={styles['factButtons']}>
        <Button type="submit" size="compact-xs" disabled={busy}>
          {t('common:do.save')}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onClose}>
          {t('common:do.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** What is written and cannot be right counts as missing; beside the field it is called what it is. @rule INTAKE-REQ */
const inWords = (refusal: AppError, value: FieldValue): AppError =>
  refusal.code === 'input.missing' && String(value ?? '').trim() !== ''
    ? { ...refusal, code: 'input.invalid' }
    : refusal
