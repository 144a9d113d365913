/** Scanners type faster than people: a key at least every 50 ms. */
const KEY_GAP_MS = 50
const SHORTEST = 6

/**
 * Tells a scan from typing by its speed. Fed with every key and its time; answers the scanned text when Enter ends a burst, so that
 * a scan into another field can be taken out of it and read as a scan.
 */
export function createScanDetector() {
  let text = ''
  let last = Number.NEGATIVE_INFINITY

  return function feed(key: string, timeMs: number): string | null {
    const fast = timeMs - last <= KEY_GAP_MS
    last = timeMs
    if (key === 'Enter') {
      const scanned = fast && text.length >= SHORTEST ? text : null
      text = ''
      return scanned
    }
    if (key.length !== 1) {
      if (key !== 'Shift') text = ''
      return null
    }
    text = fast ? text + key : key
    return null
  }
}
