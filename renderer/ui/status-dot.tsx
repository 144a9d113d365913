import styles from './ui.module.css'

/** Shape and colour together, since colour never speaks alone. */
export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'bad'

const SHAPES: Readonly<Record<Tone, string>> = { neutral: '○', info: '◐', good: '●', warning: '◆', bad: '▲' }

type Props = { readonly tone: Tone; readonly label?: string }

/** A small sign in front of a word. `label` is read aloud where no word stands beside it. */
export function StatusDot({ tone, label }: Props) {
  return (
    <span
      className={styles.dot}
      data-tone={tone}
      {...(label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
    >
      {SHAPES[tone]}
    </span>
  )
}
