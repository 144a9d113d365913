import { clientAndServer } from './client-server.ts'
import { peerFolder } from './install.ts'
import type { Peer } from './peer.ts'

/** WatermelonDB 0.28 on SQLite in Node, against a server on the same PostgreSQL that commits as durably as ours. */
export const watermelondb: Peer = {
  name: 'watermelondb',
  goals: { fill: null, usable: 1, push: 1, laterPush: 1 },
  about: 'a row a case, two indexes, no history and no search; nothing is decided and no timeline written',
  run: (source) => {
    const packages = peerFolder('watermelondb', ['@nozbe/watermelondb@0.28.0', 'better-sqlite3@13.2.0'])
    return clientAndServer(source, 'watermelondb', packages, () => [source.databaseUrl, source.file])
  },
}
