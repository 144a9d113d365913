import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core'
import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { KbdHint } from './kbd-hint.tsx'
import styles from './ui.module.css'

type Props = ActionIconProps &
  Omit<ComponentPropsWithoutRef<'button'>, keyof ActionIconProps> & {
    /** What it does: read aloud, and shown on hover and focus. */
    readonly label: string
    readonly keys?: string
    readonly children: ReactNode
  }

/** A button that shows only a picture. For side actions; a main action has its word. */
export function IconButton({ label, keys, children, ...props }: Props) {
  const hint = (
    <span className={styles.hint}>
      {label}
      {keys && <KbdHint keys={keys} />}
    </span>
  )
  return (
    <Tooltip label={hint}>
      <ActionIcon className={styles.iconButton} aria-label={label} {...props}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
