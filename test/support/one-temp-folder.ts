import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives a run of tests one place for its folders, so that it leaves none behind, whatever fails in it. */
export default function oneTempFolder(): () => void {
  const before = process.env['TMPDIR']
  const place = mkdtempSync(join(tmpdir(), 'skranke-run-'))
  chmodSync(place, 0o755) // PostgreSQL runs as another user where the tests run as root
  process.env['TMPDIR'] = place
  return () => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
