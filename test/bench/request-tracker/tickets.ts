import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { generateRows } from '../dataset/generate-rows.ts'
import { type Database, perlEnv } from './perl.ts'

const SEED = 20_260_615
export const TICKETS = 20_000
export const REQUESTORS = 200
const OWNERS = 8

/** People as Request Tracker makes them itself, so that their groups and rights are what it expects. */
const PEOPLE = `
  use RT; RT->LoadConfig; RT->Init;
  for my $i (1..${REQUESTORS}) { RT::User->new(RT->SystemUser)->Create(Name => "kunde$i", EmailAddress => "kunde$i\\@example.com", Privileged => 0) or die }
  for my $i (1..${OWNERS}) {
    my $user = RT::User->new(RT->SystemUser);
    $user->Create(Name => "agent$i", EmailAddress => "agent$i\\@example.com", Privileged => 1) or die;
    $user->PrincipalObj->GrantRight(Right => $_, Object => RT->System) for qw(OwnTicket ShowTicket ModifyTicket SeeQueue);
  }
`

/**
 * What a ticket is in the tables of Request Tracker 5, written for all of them together: itself, four groups for its roles with
 * their principals, owner and requestor as members, the closure of those memberships, its transactions, the text it came with, and
 * the words of that text.
 */
const LOAD = [
  `create temp table came as select ord, left(subject, 200) as subject, content, created, status, owner, requestor
     from jsonb_to_recordset($1::jsonb)
       as t(ord int, subject text, content text, created timestamp, status text, owner int, requestor int)`,
  `insert into tickets (id, effectiveid, queue, type, owner, subject, status, starts, started, due, resolved, creator, created, lastupdatedby, lastupdated)
     select ord, ord, 1, 'ticket', owner, subject, status, 'epoch', 'epoch', 'epoch', 'epoch', requestor, created, requestor, created from came`,
  `create temp table role as select ord, name, created, owner, requestor, nextval('principals_id_seq')::int as id
     from came, (values ('AdminCc'), ('Cc'), ('Owner'), ('Requestor')) as r(name) order by ord, name`,
  `insert into principals (id, principaltype, disabled) select id, 'Group', 0 from role`,
  `insert into groups (id, name, domain, instance, creator, created, lastupdatedby, lastupdated)
     select id, name, 'RT::Ticket-Role', ord, requestor, created, requestor, created from role`,
  `create temp table member as select id as grp, case name when 'Owner' then owner else requestor end as who, created
     from role where name in ('Owner', 'Requestor')`,
  `insert into groupmembers (groupid, memberid, creator, created, lastupdatedby, lastupdated)
     select grp, who, 1, created, 1, created from member`,
  `insert into cachedgroupmembers (id, groupid, memberid, via, immediateparentid, disabled)
     select id, grp, who, id, grp, 0 from (
       select nextval('cachedgroupmembers_id_seq')::int as id, grp, who
       from (select id as grp, id as who from role union all select grp, who from member) as closure) as numbered`,
  `insert into transactions (objecttype, objectid, timetaken, type, creator, created)
     select 'RT::Group', id, 0, 'Create', requestor, created from role`,
  `insert into transactions (objecttype, objectid, timetaken, type, creator, created)
     select 'RT::Ticket', ord, 0, 'Create', requestor, created from came order by ord`,
  `insert into attachments (transactionid, parent, subject, contenttype, contentencoding, content, headers, creator, created)
     select t.id, 0, c.subject, 'text/plain', 'none', c.content, 'Content-Type: text/plain; charset="utf-8"', c.requestor, c.created
     from came c join transactions t on t.objecttype = 'RT::Ticket' and t.objectid = c.ord`,
  `insert into attachmentsindex (id, contentindex)
     select id, to_tsvector(coalesce(subject, '') || ' ' || coalesce(content, '')) from attachments where contenttype = 'text/plain'`,
  `select setval('tickets_id_seq', (select max(id) from tickets)), setval('groups_id_seq', (select max(id) from principals))`,
  'drop table came, role, member',
]

/** A database with Request Tracker's tables, people, and the same cases as the device has. */
export async function makeDatabase(root: string, database: Database): Promise<void> {
  const env = perlEnv(root, database)
  const rt = (program: string, ...args: string[]) =>
    execFileSync('perl', [join(root, 'usr/sbin', program), ...args], { env, stdio: 'pipe' })
  const admin = ['--dba', env['RT_DATABASE_USER'] ?? '', '--dba-password', env['RT_DATABASE_PASSWORD'] ?? '']
  rt('rt-setup-database-5', '--action', 'init', '--skip-create', ...admin)
  rt('rt-setup-fulltext-index-5', '--noask', ...admin)
  execFileSync('perl', ['-e', PEOPLE], { env, stdio: 'pipe' })

  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const idsLike = async (name: string): Promise<number[]> =>
      (await client.query<{ id: number }>('select id from users where name like $1 order by id', [name])).rows.map(
        ({ id }) => id,
      )
    const came = ticketsOf(await idsLike('kunde%'), await idsLike('agent%'))
    await client.query('begin')
    for (const sql of LOAD) await client.query(sql, sql.includes('$1') ? [JSON.stringify(came)] : [])
    await client.query('commit')
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

type Came = {
  ord: number
  subject: string
  content: string
  created: string
  status: string
  owner: number
  requestor: number
}

function ticketsOf(requestors: readonly number[], owners: readonly number[]): Came[] {
  const tickets: Came[] = []
  for (const { table, row } of generateRows({ cases: TICKETS, seed: SEED })) {
    if (table !== 'serviceCase') continue
    const ord = tickets.length + 1
    const ended = row.state === 'closed' || row.state === 'cancelled'
    tickets.push({
      ord,
      subject: `${row.productName} ${row.serialNo ?? ''}`,
      content: `${row.faultDescription}\n\n${row.contactName}\n${row.serviceLocation}\n${row.mobile ?? ''}\n${row.email ?? ''}`,
      created: row.registeredAt,
      status: ended ? 'resolved' : 'open',
      owner: owners[ord % owners.length] ?? 0,
      requestor: requestors[ord % requestors.length] ?? 0,
    })
  }
  return tickets
}
