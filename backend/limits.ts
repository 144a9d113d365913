/** What one node takes on before it says "later", so that a crowd slows it down and never breaks it. */
export type Limits = {
  /** Connections of this node to PostgreSQL; all nodes together must stay below its `max_connections`. */
  readonly connections: number
  /** How long a request waits for one of them. */
  readonly connectionWaitMs: number
  /** Requests that may wait for a connection; the next is told to come again. */
  readonly waiting: number
  readonly statementMs: number
  /** How long a statement waits for a lock, such as the sequencer's. */
  readonly lockMs: number
  readonly idleInTransactionMs: number
  /** Mean delay of the event loop above which requests are turned away. */
  readonly eventLoopDelayMs: number
  /** Requests a minute of one session, which is one person on one device. */
  readonly requestsAMinute: number
  /** Sign-ins a minute from one address, whoever tries; a site behind one address signs in at the start of a shift. */
  readonly signInsAMinute: number
  /** How often a live stream says that it is there, and is looked at whether its reader may still hear it. */
  readonly heartbeatMs: number
  /** How long a node that stops goes on answering while the balancer looks elsewhere. */
  readonly drainMs: number
  /** The longest that it then waits for requests under way. */
  readonly closeMs: number
}

export const LIMITS: Limits = {
  connections: 10,
  connectionWaitMs: 5_000,
  waiting: 500,
  statementMs: 30_000,
  lockMs: 10_000,
  idleInTransactionMs: 30_000,
  eventLoopDelayMs: 1_000,
  requestsAMinute: 1_200,
  signInsAMinute: 120,
  heartbeatMs: 15_000,
  drainMs: 0,
  closeMs: 5_000,
}
