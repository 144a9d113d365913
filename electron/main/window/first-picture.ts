/** The person acts first. */
const PAUSE_MS = 200
/** A page that cannot say it (it failed, or waits for something itself) is not waited for longer. */
const AT_LAST_MS = 3_000

/**
 * Does once what no first picture needs, when a page has drawn its own: before, it would take the processor from it.
 * @returns `shown`: a page has; `drop`: it is not done any more
 */
export function afterFirstPicture(work: () => void): { readonly shown: () => void; readonly drop: () => void } {
  let over = false
  const begin = (): void => {
    over = true
    work()
  }
  let timer = setTimeout(begin, AT_LAST_MS)
  return {
    shown: () => {
      if (over) return
      clearTimeout(timer)
      timer = setTimeout(begin, PAUSE_MS)
    },
    drop: () => {
      over = true
      clearTimeout(timer)
    },
  }
}
