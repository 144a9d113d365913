import { checkApprovals } from './approvals.ts'
import type { Stage } from '../history/stage.ts'
import { looksRight } from './optimistic-rows.ts'
import { checkDesks } from './desks.ts'
import { checkLog } from './log.ts'
import { checkMade } from './made.ts'
import { checkNumbers } from './numbers.ts'
import { checkReplay } from './replay.ts'
import { checkSecrets } from './secrets.ts'
import { readBackend } from './backend-state.ts'

/** Every invariant, once everything has been healed and nothing is under way. */
export async function checkAll(stage: Stage): Promise<void> {
  const backend = await readBackend(stage.database.db, stage.node.decided)
  checkMade(stage, backend)
  checkLog(stage, backend)
  checkApprovals(stage, backend)
  checkNumbers(stage, backend)
  checkReplay(stage, backend)
  await checkDesks(stage, backend)
  await checkSecrets(stage, backend)
  looksRight(stage)
}
