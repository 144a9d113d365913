import { UnstyledButton } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { type FocusEvent, type KeyboardEvent, type MouseEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import styles from './rail.module.css'

/** The places of the rail; in a narrow window, where the rail is one line, they open from a button in it. */
export function RailMenu({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('shell')
  const id = useId()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const leave = ({ relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node) || !frame.current?.contains(relatedTarget)) setOpen(false)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    event.preventDefault()
    setOpen(false)
    button.current?.focus()
  }
  /** A place was gone to, perhaps the one that is shown. */
  const gone = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('a')) setOpen(false)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a press of any of the places, and Escape from them
    <div ref={frame} className={styles.menu} onBlur={leave} onKeyDown={onKey} onClick={gone}>
      <UnstyledButton
        ref={button}
        className={styles.menuButton}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconMenu2 size={15} aria-hidden="true" />
        <span>{t('menu')}</span>
      </UnstyledButton>
      {/* A press beside the places keeps the focus inside. */}
      <div id={id} className={styles.menuBody} data-open={open || undefined} tabIndex={-1}>
        {children}
      </div>
    </div>
  )
}
