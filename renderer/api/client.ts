import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#shared/contract/contract.ts'
import { Connection } from './connection.ts'
import { pageHost } from './page-host.ts'

/** The one line of this window to the data process. */
export const connection = new Connection()

/** Every call that a screen can make; see `shared/contract/contract.ts`. */
export const api: ContractRouterClient<Contract> = createORPCClient(connection)

/** Takes the ports that the preload hands over. Call once, as early as can be. */
export function listenForPorts(target: Window = window): void {
  target.addEventListener('message', (event) => {
    const [port] = event.ports
    if (event.source === target && event.data === 'skranke-port' && port) connection.use(port)
  })
  pageHost()?.listen()
}
