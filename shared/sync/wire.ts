import { z } from 'zod'
import { ERRORS, type ErrorCode } from '../errors.ts'
import { Permission } from '../domain/command/permission.ts'
import { Role } from '../domain/customer/customer.rows.ts'
import { Json, JsonObject } from '../lib/json.ts'
import { TABLE_NAMES, type TableName } from '../domain/tables.ts'

/**
 * What client and backend say to each other. Versions of the protocol:
 *   1  first
 */
export const PROTOCOL_VERSION = 1

const Id = z.uuid()
const Instant = z.iso.datetime()
export const Position = z.int().min(0)
const TableNameSchema = z.enum(TABLE_NAMES as unknown as [TableName, ...TableName[]])

export const AppErrorSchema = z.object({
  /** A code that this version does not know (the other end is newer) must not make the whole answer unreadable. */
  code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).catch('command.unknown'),
  rule: z.string().optional(),
  field: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])).optional(),
})

/** A command as it travels and as it is logged. Its id is its own for ever: sending it twice is sending it once. */
export const CommandEnvelope = z.object({
  id: Id,
  name: z.string().max(60),
  version: z.int().min(1),
  args: Json,
  /** When the person acted: device clock corrected by the offset learned from the backend. */
  actAt: Instant,
  /** Device clock minus backend clock when the person acted, ms; null where nothing had been learned yet. Absent: not told. */
  skewMs: z.int().nullable().optional(),
  /** The refused command that this one tries again. */
  retryOf: Id.nullable(),
  /** Commands of one bulk change share it, so that they are undone together. */
  undoGroup: Id.nullable(),
})
export type CommandEnvelope = z.infer<typeof CommandEnvelope>

/** A passcode beside its command; never inside it. @rule INTAKE-SECRET */
export const PasscodeBeside = z.object({ commandId: Id, caseId: Id, passcode: z.string().min(1).max(200) })
export type PasscodeBeside = z.infer<typeof PasscodeBeside>

/** A command that was refused before, and why. */
const Refused = z.object({ command: CommandEnvelope, error: AppErrorSchema })
export type Refused = z.infer<typeof Refused>

export const PushRequest = z.object({
  protocol: z.int().min(1),
  deviceId: Id,
  /** The device's corrected clock as it sends: shows a clock that was changed since the last contact. */
  sentAt: Instant.optional(),
  commands: z.array(CommandEnvelope).max(500),
  passcodes: z.array(PasscodeBeside).max(500),
  /** Those of `givenUp` that were refused. A device that does not send them along gives their ids alone, and a node may want these. */
  discards: z.array(Id).max(500).default([]),
  /** Refused commands whose person chose the other side, and what waited under them: logged as discarded, not decided. */
  givenUp: z.array(CommandEnvelope).max(500).default([]),
  /** Refused commands that nobody has answered yet, and a backend may not know of: logged as refused, not decided. */
  refused: z.array(Refused).max(500).default([]),
  /**
   * The epoch of what is on the device. A backend of another one decides nothing: what this was made on top of may be lost to it, and
   * comes first when the device has begun anew. Absent before anything came.
   */
  epoch: Id.optional(),
  /**
   * Where the device stands in it: the answer brings what changed behind that, so that it need not be asked for. Its own epoch is for
   * a node that knows no other. `own`: another request may be on its way, of which nothing is to be in the answer: only what these
   * commands wrote, wherever that begins.
   */
  pull: z
    .object({
      epoch: Id.optional(),
      after: Position,
      limit: z.int().min(1).max(5000),
      own: z.boolean().optional(),
    })
    .optional(),
})
export type PushRequest = z.infer<typeof PushRequest>

export const PushResult = z.discriminatedUnion('status', [
  /** `repeated`: it was accepted before, under this id; nothing happened now. */
  z.object({ id: Id, status: z.literal('accepted'), position: Position, repeated: z.boolean().optional() }),
  z.object({ id: Id, status: z.literal('refused'), error: AppErrorSchema }),
])
export type PushResult = z.infer<typeof PushResult>

/** `after` is the position reached before in this epoch, 0 for a first fill. */
export const PullQuery = z.object({
  epoch: Id.optional(),
  after: z.coerce.number().int().min(0),
  limit: z.coerce.number().int().min(1).max(5000).default(2000),
})
export type PullQuery = z.input<typeof PullQuery>

/** The row as it stands now; null when it left the scope of the reader. */
export const PulledRow = z.object({ table: TableNameSchema, id: Id, row: JsonObject.nullable() })
export type PulledRow = z.infer<typeof PulledRow>

export const PullResponse = z.object({
  epoch: Id,
  serverTime: Instant,
  rows: z.array(PulledRow),
  /** Everything up to here is in the reader's hands. */
  next: Position,
  done: z.boolean(),
  /** Rows still to come after this page; an estimate for a progress bar. */
  remaining: z.int().min(0),
})
export type PullResponse = z.infer<typeof PullResponse>

export const PushResponse = z.object({
  epoch: Id,
  serverTime: Instant,
  results: z.array(PushResult),
  /** What a pull after these commands would have brought, for a device that said where it stands, or what they wrote themselves. */
  page: PullResponse.optional(),
  /** Where a page begins that has only what these commands wrote. */
  from: Position.optional(),
})
export type PushResponse = z.infer<typeof PushResponse>

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/
/** The backend wrote the row with its schema, and there are a million: looked at is what it is found by, the rest is taken as it comes. */
const isRow = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' && UUID.test(row.id)
/** A row of a first fill as a line: its table and itself. Which tables there are, the reader knows. */
export const FillRow = z.tuple([z.string(), z.custom<{ id: string }>(isRow)])

/** A first fill: `cursor` is the last mark that is on the device's disk, '' at the beginning, and `epoch` the one it belongs to. */
export const FillQuery = z.object({ epoch: Id.optional(), cursor: z.string().max(200).default('') })
/**
 * The lines of a first fill, each JSON: first this, then rows as `[table, row]` with a {@link FillMark} after some hundreds of them,
 * and at last a {@link FillEnd}. What comes without the mark behind it was cut off and counts for nothing. A device whose epoch is
 * not this one starts anew; what changed after `start` is pulled afterwards.
 */
export const FillBegin = z.object({ epoch: Id, serverTime: Instant, start: Position })
export type FillBegin = z.infer<typeof FillBegin>
/** Everything up to `cursor` has been given; `total` rows in all, as soon as they are counted. */
export const FillMark = z.object({
  cursor: z.string().max(200),
  rows: z.int().min(0),
  total: z.int().min(0).optional(),
})
export type FillMark = z.infer<typeof FillMark>
export const FillEnd = z.object({ done: z.literal(true) })

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A device asks for a ready-made file: `schema` is how many migrations its own has seen, `begun` one of which it has some bytes. */
export const SnapshotQuery = z.object({ schema: z.coerce.number().int().min(1), begun: Sha256.optional() })
/**
 * What a first fill of this scope would make, as a SQLite file compressed with Brotli; `id` is the SHA-256 of the bytes that travel.
 * What changed after `start` is pulled afterwards.
 */
export const Snapshot = z.object({
  id: Sha256,
  epoch: Id,
  schema: z.int().min(1),
  start: Position,
  builtAt: Instant,
  rows: z.int().min(0),
  bytes: z.int().min(1),
  /** Of the file itself. */
  fileBytes: z.int().min(1),
})
export type Snapshot = z.infer<typeof Snapshot>
/** Null: there is none, rows are the way. */
export const SnapshotAnswer = z.object({ snapshot: Snapshot.nullable() })
export const SnapshotParams = z.object({ id: Sha256 })

export const LiveEvent = z.object({
  epoch: Id,
  position: Position,
  /** The rows of the positions behind `after` up to this one, where they are few: whoever stands there needs no pull. */
  brought: z.object({ after: Position, rows: z.array(PulledRow) }).optional(),
})
export type LiveEvent = z.infer<typeof LiveEvent>

export const LeaseRequest = z.object({ deviceId: Id })
export const Lease = z.object({ from: z.int().min(1), to: z.int().max(9_999_999) })
export type Lease = z.infer<typeof Lease>

export const SignInRequest = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(500),
  deviceId: Id,
})
export const RefreshRequest = z.object({ refreshToken: z.string().min(20).max(500), deviceId: Id })
export const SessionUser = z.object({
  id: Id,
  username: z.string(),
  name: z.string(),
  initials: z.string(),
  role: Role,
  permissions: z.array(Permission),
})
export type SessionUser = z.infer<typeof SessionUser>
export const SessionResponse = z.object({
  user: SessionUser,
  accessToken: z.string(),
  accessExpiresAt: Instant,
  refreshToken: z.string(),
  serverTime: Instant,
  /** Policy: so many days after the last contact the person may still sign in without a network. */
  offlineDays: z.number().positive().optional(),
})
export type SessionResponse = z.infer<typeof SessionResponse>

/** The reveal is itself a logged command; its id comes from the device. */
export const PasscodeRequest = z.object({ commandId: Id, caseId: Id, deviceId: Id, actAt: Instant })
export const PasscodeResponse = z.object({ passcode: z.string() })

/** The body of every answer that is not 2xx. */
export const ErrorBody = z.object({ error: AppErrorSchema })
