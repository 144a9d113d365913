import type { ReactNode } from 'react'
import type { Range } from '#shared/lib/search-marks.ts'
import styles from './marked.module.css'

/** More marks in one line are not seen, and would make long rows slow. */
const AT_MOST = 12

/** A text, or its end, with parts of it marked. @param from where it is shown from; no range reaches over it */
export function marked(text: string, ranges: readonly Range[], from = 0): ReactNode {
  if (ranges.length === 0) return text
  const parts: ReactNode[] = []
  let at = from
  for (const [start, end] of ranges.slice(0, AT_MOST)) {
    parts.push(
      text.slice(at, start),
      <mark key={start} className={styles.mark}>
        {text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  return [...parts, text.slice(at)]
}
