import { create } from 'zustand'

type Search = {
  /** As it stands in the box. */
  readonly text: string
  /** As it is asked for. */
  readonly asked: string
  readonly active: string | undefined
}

/** What the person is looking for. Stays when they open a hit and come back. */
export const useSearch = create<Search>(() => ({ text: '', asked: '', active: undefined }))

let frame: number | null = null

/** A text is asked for at once, but only one a frame however fast the keys come; the last of a frame is asked for after it. */
export function setSearchText(text: string): void {
  const now = frame === null
  useSearch.setState({ text, active: undefined, ...(now ? { asked: text.trim() } : {}) })
  frame ??= requestAnimationFrame(() => {
    frame = null
    useSearch.setState((search) => ({ asked: search.text.trim() }))
  })
}

export const setSearchActive = (active: string): void => useSearch.setState({ active })
