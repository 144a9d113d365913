import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The network between one desk and the backend. Cut, connections break and new ones are refused, as when a cable is pulled. */
export type Cable = {
  /** The backend's address as this desk sees it. */
  readonly url: string
  readonly cut: () => Promise<void>
  readonly plugIn: () => Promise<void>
  /** Connects to another backend from now on. */
  readonly moveTo: (backendUrl: string) => void
}

/** Lays a cable to a backend, on a port that stays the same through cuts. */
export async function layCable(backendUrl: string): Promise<Cable> {
  let target = new URL(backendUrl)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const cut = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const plugIn = async (): Promise<void> => {
    if (server.listening) return
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    plugIn,
    moveTo: (url) => {
      target = new URL(url)
    },
  }
}
