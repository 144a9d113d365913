/** Entry of the data process: its program as it was compiled ahead, else as it was built. */
import { join } from 'node:path'
import type { ParentPort } from 'electron'
import type { FromData } from '#shared/contract/process-messages.ts'
import { runCompiled } from './lib/compiled-script.ts'

const parent = (process as unknown as { parentPort: ParentPort }).parentPort

const compiled = runCompiled(join(import.meta.dirname, 'data-script.cjs'))
if (!compiled) await import('./index.ts')
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
parent.postMessage({ type: 'started', compiled } satisfies FromData)
