import { v7 as uuidV7 } from 'uuid'
import type { Actor } from '#shared/domain/command/define.ts'
import { changedId } from '#shared/domain/command/change.ts'
import { type Decision, decideWith, idsOf } from '#shared/domain/command/decide.ts'
import { PERMISSIONS_OF } from '#shared/domain/command/permission.ts'
import type { Read, ReadAnswer } from '#shared/domain/command/read.ts'
import { type CommandArgs, type CommandName, commandOf } from '#shared/domain/commands.ts'
import { agreementIdOf } from '#shared/domain/customer/agreement-id.ts'
import type { AgreementKind, Role } from '#shared/domain/customer/customer.rows.ts'
import { type AnyRow, type Row, type TableName, TABLES } from '#shared/domain/tables.ts'

/** Rows in a map and commands decided on them: the domain alone, with no database, clock or network. */
export class InMemoryDesk {
  readonly rows = new Map<string, AnyRow>()
  now = '2026-03-10T09:00:00.000Z'
  leases = [{ from: 1042770, to: 1042799 }]
  spareNumber: number | null = null

  constructor() {
    for (const [agreementNo, kind] of AGREEMENTS) {
      this.put('agreement', {
        id: agreementIdOf(agreementNo),
        agreementNo,
        name: kind,
        kind,
        customerId: null,
        routine: null,
      })
    }
  }

  put<T extends TableName>(table: T, row: Row<T>): void {
    this.rows.set(`${table}/${row.id}`, row)
  }

  get<T extends TableName>(table: T, id: string): Row<T> {
    const row = this.rows.get(`${table}/${id}`)
    if (row === undefined) throw new Error(`no ${table} ${id}`)
    return row as Row<T>
  }

  all<T extends TableName>(table: T): Row<T>[] {
    return [...this.rows].filter(([key]) => key.startsWith(`${table}/`)).map(([, row]) => row as Row<T>)
  }

  /** Decides and, when accepted, applies: every resulting row is checked by its schema. */
  run<N extends CommandName>(name: N, args: CommandArgs<N>, as: Role = 'supervisor', commandId = uuidV7()): Decision {
    const command = commandOf(name)
    if (command === undefined) throw new Error(name)
    const decision = decideWith(
      command,
      { version: command.version, args },
      {
        commandId,
        actor: actor(as),
        actAt: this.now,
        decidedAt: null,
        leases: this.leases,
        spareNumber: this.spareNumber,
        id: idsOf(commandId),
      },
      (read) => this.#answer(read),
    )
    if (decision.kind === 'accepted') {
      for (const change of decision.changes) {
        const key = `${change.table}/${changedId(change)}`
        const next = change.op === 'put' ? change.row : { ...this.rows.get(key), ...change.fields }
        this.rows.set(key, TABLES[change.table].parse(next) as AnyRow)
      }
    }
    return decision
  }

  /** Runs a command that must be accepted. */
  ok<N extends CommandName>(name: N, args: CommandArgs<N>, as?: Role): Decision {
    const decision = this.run(name, args, as)
    if (decision.kind !== 'accepted') throw new Error(`${name}: ${JSON.stringify(decision)}`)
    return decision
  }

  /** Registers an Apple case and answers its id. */
  register(more: Partial<CommandArgs<'case.register'>> = {}): string {
    const caseId = more.caseId ?? uuidV7()
    this.ok('case.register', { ...anApplePhoneCall(), number: this.leases[0]?.from ?? null, ...more, caseId })
    const lease = this.leases[0]
    if (lease) this.leases = [{ from: lease.from + 1, to: lease.to }]
    return caseId
  }

  #answer(read: Read): ReadAnswer {
    if ('id' in read) {
      const row = this.rows.get(`${read.table}/${read.id}`)
      return { rows: row ? [row] : [], elsewhere: false }
    }
    const rows = this.all(read.table).filter((row) => (row as Record<string, unknown>)[read.by] === read.value)
    return { rows, elsewhere: false }
  }
}

const AGREEMENTS: readonly (readonly [string, AgreementKind])[] = [
  ['SA0011807', 'apple'],
  ['SA0003682', 'hp-print'],
  ['SA0009858', 'general'],
  ['SA0020011', 'lenovo-onsite'],
]

const ACTOR_ID = '0198aaaa-0000-7000-8000-00000000000a'
export const actor = (role: Role): Actor => ({ id: ACTOR_ID, name: `Test ${role}`, permissions: PERMISSIONS_OF[role] })

/** A complete registration of a Mac bought 2024-05-02. */
export function anApplePhoneCall(): CommandArgs<'case.register'> {
  return {
    caseId: uuidV7(),
    number: null,
    localRef: null,
    contract: 'SA0011807',
    channel: 'phone',
    contactName: 'Åse Nordmann',
    mobile: '+47 412 34 567',
    phone: null,
    email: 'ase@example.invalid',
    serviceLocation: 'Storgata 1, 0155 Oslo',
    customerRef: null,
    orderNo: null,
    invoiceNo: null,
    productName: 'MacBook Pro 14',
    serialNo: 'C02XK1JXJGH5',
    faultDescription: 'Skjermen er svart etter søl',
    customerId: null,
    unitId: null,
    product: 'mac',
    purchasedOn: '2024-05-02',
    soldByUs: true,
    usedIn: 'NO',
    hasPasscode: false,
    ownerId: null,
    assumed: [],
    source: null,
    reportedAt: null,
  }
}
