import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useActions } from '../../app/shortcuts.ts'
import { KbdHint } from '../../ui/kbd-hint.tsx'
import { loadMarking } from './marking/use-marked-cells.ts'
import styles from './search.module.css'
import { setSearchText, useSearch } from './search.store.ts'

type Props = {
  /** The results should be seen: the person types, or comes back to the box. */
  readonly onSearch: () => void
  /** Down into the results. */
  readonly onLeave: () => void
  readonly onClear: () => void
}

/** The search of the rail: `/` comes here from anywhere, Esc empties it. */
export function SearchBox({ onSearch, onLeave, onClear }: Props) {
  const { t } = useTranslation('search')
  const box = useRef<HTMLInputElement>(null)
  const text = useSearch((search) => search.text)
  const focus = () => {
    box.current?.focus()
    box.current?.select()
  }
  useActions([{ id: 'search.focus', label: t('label'), group: 'app', keys: ['/', 'mod+f'], run: focus }])

  const clear = () => {
    setSearchText('')
    onClear()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      box.current?.blur()
      onLeave()
    }
    if (event.key === 'Escape') {
      clear()
      box.current?.blur()
    }
  }
  return (
    <search className={styles.box}>
      <TextInput
        ref={box}
        size="xs"
        type="text"
        inputMode="search"
        aria-label={t('label')}
        title={t('placeholder')}
        placeholder={t('label')}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setSearchText(event.currentTarget.value)
          onSearch()
        }}
        onFocus={() => {
          void loadMarking()
          if (text !== '') onSearch()
        }}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        rightSection={
          text === '' ? (
            <KbdHint keys="/" />
          ) : (
            <CloseButton size="xs" aria-label={t('common:do.clear')} onClick={clear} />
          )
        }
      />
    </search>
  )
}
