import { clientAndServer } from './client-server.ts'
import { peerFolder } from './install.ts'
import type { Peer } from './peer.ts'

/** PouchDB 9 on leveldb, filled from express-pouchdb on leveldb. */
export const pouchdb: Peer = {
  name: 'pouchdb',
  goals: { fill: 1.8, usable: 5, push: 8, laterPush: null },
  about:
    'a document a case, no history and no index; usable when all has come, as it comes oldest first; its first push compares all that it filled, later ones begin at a checkpoint; nothing is synced to the disk',
  run: (source) => {
    const packages = peerFolder('pouchdb', ['pouchdb@9.0.0', 'express-pouchdb@4.2.0', 'express@4'])
    return clientAndServer(source, {
      packages,
      server: 'pouchdb-server',
      client: 'pouchdb-client',
      serverArgs: (own) => [packages, source.file, own],
    })
  },
}
