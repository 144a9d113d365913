import { useState } from 'react'

/** Whether the sign-in stands above the page. */
export function useSignInAgain() {
  const [shown, setShown] = useState(false)
  return { shown, show: () => setShown(true), hide: () => setShown(false) }
}
