import { useEffect, useState } from 'react'
import { create } from 'zustand'

type Search = { readonly text: string; readonly active: string | undefined }

/** What the person is looking for. Stays when they open a hit and come back. */
export const useSearch = create<Search>(() => ({ text: '', active: undefined }))

export const setSearchText = (text: string): void => useSearch.setState({ text, active: undefined })
export const setSearchActive = (active: string): void => useSearch.setState({ active })

/** The text to ask for: at most one question a frame, however fast the keys come. */
export function useFramed(text: string): string {
  const [framed, setFramed] = useState(text)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setFramed(text))
    return () => cancelAnimationFrame(frame)
  }, [text])
  return framed.trim()
}
