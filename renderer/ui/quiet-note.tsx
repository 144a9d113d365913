import { useEffect } from 'react'
import { create } from 'zustand'
import styles from './ui.module.css'

const SHOWN_MS = 4000

type Note = { readonly text: string; readonly at: number }
const useNote = create<{ readonly note: Note | null }>(() => ({ note: null }))

/** Says something small that is not visible where the person looks: "Kopiert", "Angret: Motta". */
export const sayQuietly = (text: string): void => useNote.setState({ note: { text, at: performance.now() } })

/** Where quiet notes are shown and read aloud; one in the window. */
export function QuietNote() {
  const { note } = useNote()
  useEffect(() => {
    if (!note) return
    const timer = setTimeout(() => useNote.setState({ note: null }), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [note])
  return (
    <output className={styles.quietNote} aria-live="polite">
      {note?.text}
    </output>
  )
}
