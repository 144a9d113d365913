import { clientAndServer } from './client-server.ts'
import { peerFolder } from './install.ts'
import type { Peer, PeerFigures } from './peer.ts'
import type { Source } from '../sync/source.ts'

/** WatermelonDB 0.28 on SQLite in Node, against a server on the same PostgreSQL that commits as durably as ours. */
export const watermelondb: Peer = {
  name: 'watermelondb',
  goals: { fill: null, usable: 1, push: 1, laterPush: 1 },
  about: 'a row a case, two indexes, no history and no search; nothing is decided and no timeline written',
  run: (source) => withAdapter(source, 'sqlite'),
}

/** The same in memory, on LokiJS. */
export const watermelondbLoki: Peer = {
  name: 'watermelondb-lokijs',
  goals: { fill: null, usable: null, push: null, laterPush: null },
  about:
    'in memory, nothing is on the disk of the device; a row a case, two indexes, no history and no search; nothing is decided',
  run: (source) => withAdapter(source, 'lokijs'),
}

function withAdapter(source: Source, adapter: 'sqlite' | 'lokijs'): Promise<PeerFigures> {
  return clientAndServer(source, {
    packages: peerFolder('watermelondb', ['@nozbe/watermelondb@0.28.0', 'better-sqlite3@13.2.0']),
    server: 'rows-server',
    client: 'watermelondb-client',
    serverArgs: () => [source.databaseUrl, source.file],
    clientArgs: [adapter],
  })
}
