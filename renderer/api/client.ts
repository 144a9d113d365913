import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#shared/contract/contract.ts'
import { Connection } from './connection.ts'

/** The one line of this window to the data process. */
export const connection = new Connection()

/** Every call that a screen can make; see `shared/contract/contract.ts`. */
export const api: ContractRouterClient<Contract> = createORPCClient(connection)

/** Listens for the ports that the preload hands over. Call once, before the first render. */
export function listenForPorts(target: Window = window): void {
  target.addEventListener('message', (event) => {
    const [port] = event.ports
    if (event.source === target && event.data === 'skranke-port' && port) connection.use(port)
  })
}
