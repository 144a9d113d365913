import { clientAndServer } from './client-server.ts'
import { peerFolder } from './install.ts'
import type { Peer } from './peer.ts'

/** RxDB 17 in memory, against a server on the same PostgreSQL that commits as durably as ours. */
export const rxdb: Peer = {
  name: 'rxdb',
  goals: { fill: null, usable: null, push: null, laterPush: null },
  about:
    'in memory, nothing is on the disk of the device; a document a case, two indexes, no history and no search; nothing is decided',
  run: (source) =>
    clientAndServer(source, {
      packages: peerFolder('rxdb', ['rxdb@17.6.0', 'rxjs@7.8.2']),
      server: 'rows-server',
      client: 'rxdb-client',
      serverArgs: () => [source.databaseUrl, source.file],
    }),
}
