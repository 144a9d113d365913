import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import styles from './ui.module.css'

type Props = {
  readonly start: ReactNode
  readonly end: ReactNode
  /** Which of them is seen where there is no room for both. */
  readonly alone: 'start' | 'end'
  /** Width of the first pane in px, and its least. The second keeps at least `minEnd`. */
  readonly initial: number
  readonly min: number
  readonly minEnd: number
  /** What the divider does, read aloud. */
  readonly label: string
  readonly onResized?: (width: number) => void
}

const STEP = 24

/** Two panes with a divider that is moved by pointer or arrow keys; in a narrow window one of them at a time. */
export function SplitPane({ start, end, alone, initial, min, minEnd, label, onResized }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  // While it is dragged it is wider than what is kept.
  const [dragged, setWidth] = useState<number | null>(null)
  const width = dragged ?? initial
  const limit = (wanted: number): number => {
    const max = (frame.current?.clientWidth ?? Number.POSITIVE_INFINITY) - minEnd
    return Math.round(Math.max(min, Math.min(wanted, max)))
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    setWidth(limit(event.clientX - (frame.current?.getBoundingClientRect().left ?? 0)))
  }
  const step = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    const next = limit(width + by)
    setWidth(next)
    onResized?.(next)
  }
  return (
    <div
      ref={frame}
      className={styles.splitFrame}
      style={
        {
          '--start': `${String(width)}px`,
          '--min': `${String(min)}px`,
          '--min-end': `${String(minEnd)}px`,
        } as CSSProperties
      }
    >
      <div className={styles.split} data-alone={alone}>
        <div className={styles.splitStart}>{start}</div>
        {/* A divider that can be moved is a focusable widget: https://www.w3.org/TR/wai-aria-1.2/#separator */}
        <div
          className={styles.splitDivider}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="separator"
          aria-orientation="vertical"
          aria-label={label}
          aria-valuenow={width}
          aria-valuemin={min}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          onKeyDown={step}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={move}
          onPointerUp={() => onResized?.(width)}
        />
        <div className={styles.splitEnd}>{end}</div>
      </div>
    </div>
  )
}
