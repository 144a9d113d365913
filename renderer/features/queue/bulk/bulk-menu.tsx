import { Popover, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { KbdHint } from '../../../ui/kbd-hint.tsx'
import styles from './bulk.module.css'

type Props = {
  readonly label: string
  readonly keys: string
  readonly disabled: boolean
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly children: ReactNode
}

/** An action of the bar that asks for something first. */
export function BulkMenu({ label, keys, disabled, open, onOpen, children }: Props) {
  return (
    <Popover opened={open} onChange={onOpen} position="top-start" trapFocus={false} returnFocus closeOnEscape={false}>
      <Popover.Target>
        <UnstyledButton className={styles.act} disabled={disabled} onClick={() => onOpen(!open)}>
          {label}
          <KbdHint keys={keys} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={label}>
        {open && children}
      </Popover.Dropdown>
    </Popover>
  )
}
