/** Registers cases in the file it is given and names each once it is durable, until somebody kills it. */
import { v7 as uuidV7 } from 'uuid'
import { openProfile } from '#electron/data/profile.ts'
import { registerCase } from '#electron/data/services/register-case.ts'
import { applyPulled } from '#db/apply.ts'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import { agreementIdOf } from '#shared/domain/customer/agreement-id.ts'
import { writeSync } from 'node:fs'
import { join } from 'node:path'

const [, , file = ':memory:'] = process.argv
const profile = openProfile({
  file,
  migrations: join(import.meta.dirname, '../../db/migrations'),
  user: {
    id: uuidV7(),
    username: 'k',
    name: 'K',
    initials: 'K',
    role: 'agent',
    permissions: [...PERMISSIONS_OF.agent],
  },
  deviceId: uuidV7(),
})
const id = agreementIdOf('SA0009858')
profile.db.transaction(() => {
  applyPulled(profile.db, 'agreement', id, {
    id,
    agreementNo: 'SA0009858',
    name: 'SOS',
    kind: 'general',
    customerId: null,
    routine: null,
  })
  profile.db.run('update sync_state set filled = 1')
})
for (;;) {
  const answer = registerCase(
    profile,
    {
      contract: 'SA0009858',
      contactName: 'Ole',
      mobile: '+4740010000',
      serviceLocation: 'Oslo',
      productName: 'Skriver',
      faultDescription: 'Papirstopp',
    },
    null,
  )
  if (!answer.ok) throw new Error(answer.error.code)
  writeSync(1, `${answer.value.caseId}\n`)
}
