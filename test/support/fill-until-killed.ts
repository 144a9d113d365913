/** Fills a file in the thread as the app does, and says so at every mark: `FILE URL TOKEN`. */
import { v7 as uuidV7 } from 'uuid'
import { openProfile } from '#electron/data/profile.ts'
import { createHttpTransport } from '#electron/data/sync/http-transport.ts'
import { createThreadedIntake } from '#electron/data/sync/threaded-intake.ts'
import { MIGRATIONS } from './synced-desk.ts'

const [file = '', url = '', token = ''] = process.argv.slice(2)
const profile = openProfile({
  file,
  migrations: MIGRATIONS,
  deviceId: uuidV7(),
  user: { id: uuidV7(), username: 'kari', name: 'Kari', initials: 'K', role: 'agent', permissions: [] },
})
const transport = createHttpTransport({ url: () => url })
const intake = createThreadedIntake({ profile, transport, url: () => url, migrations: MIGRATIONS })
await intake.run(token, {
  pressing: () => false,
  progress: ({ done }) => process.stdout.write(`progress ${done}\n`),
})
process.stdout.write('whole\n')
await intake.close()
profile.db.close()
