import { Combobox, Input, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { forInput, LabelledField } from '../../../ui/labelled-field.tsx'
import { matchQuery } from '../intake.queries.ts'
import styles from '../intake.module.css'
import { type FindOption, findOptions } from './find-options.ts'

type Props = {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onPick: (option: FindOption) => void
}

const GROUPS = ['units', 'contacts', 'customers'] as const

/** Finds who and what the call is about from anything that the caller says. Enter takes the first line. */
export function FindField({ value, onChange, onPick }: Props) {
  const { t } = useTranslation('intake')
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [text] = useDebouncedValue(value.trim(), 60)
  const { data } = useQuery(matchQuery(text))
  const options = useMemo(() => (data && text.length >= 2 ? findOptions(data).slice(0, 24) : []), [data, text])
  const asked = text.length >= 2 && data !== undefined

  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  // The first line is chosen anew for each answer.
  useEffect(() => {
    if (options.length > 0) combobox.selectFirstOption()
    else combobox.resetSelectedOption()
    // oxlint-disable-next-line react/exhaustive-deps
  }, [options])

  function submit(id: string): void {
    const option = options.find((each) => each.id === id)
    if (!option) return
    combobox.closeDropdown()
    onPick(option)
  }

  return (
    <Combobox store={combobox} onOptionSubmit={submit} shadow="md">
      <Combobox.DropdownTarget>
        <div>
          <LabelledField label={t('find.label')} note={asked && options.length === 0 ? t('find.none') : t('find.by')}>
            {(control) => (
              <Combobox.EventsTarget>
                <Input
                  {...forInput(control)}
                  leftSection={<IconSearch size={16} aria-hidden />}
                  placeholder={t('find.placeholder')}
                  value={value}
                  ref={field}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={200}
                  onChange={(event) => {
                    onChange(event.currentTarget.value)
                    combobox.openDropdown()
                  }}
                  onFocus={() => combobox.openDropdown()}
                  onBlur={() => combobox.closeDropdown()}
                  onKeyDown={(event) => {
                    if (event.key !== 'Escape' || !combobox.dropdownOpened || options.length === 0) return
                    event.stopPropagation()
                    combobox.closeDropdown()
                  }}
                />
              </Combobox.EventsTarget>
            )}
          </LabelledField>
        </div>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={options.length === 0}>
        <Combobox.Options aria-label={t('find.results')} mah={320} style={{ overflowY: 'auto' }}>
          {GROUPS.map((group) => {
            const lines = options.filter((option) => option.group === group)
            return lines.length === 0 ? null : (
              <Combobox.Group key={group} label={t(`find.${group}`)}>
                {lines.map((option) => (
                  <Combobox.Option key={option.id} value={option.id}>
                    <span className={styles.optionTitle}>{option.title}</span>
                    <span className={styles.optionDetail}>{option.detail}</span>
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            )
          })}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
