import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Settings that matter to a comparison: full text indexed, no mail sent (it is written to a file), nothing fetched from elsewhere. */
const SETTINGS = `
Set($rtname, 'bench');
Set($WebDomain, '127.0.0.1');
Set($WebPort, $ENV{RT_PORT} || 80);
Set($DatabaseType, 'Pg');
Set($DatabaseHost, $ENV{RT_DATABASE_HOST});
Set($DatabasePort, $ENV{RT_DATABASE_PORT});
Set($DatabaseName, $ENV{RT_DATABASE});
Set($DatabaseUser, $ENV{RT_DATABASE_USER});
Set($DatabaseAdmin, $ENV{RT_DATABASE_USER});
Set($DatabasePassword, $ENV{RT_DATABASE_PASSWORD});
Set(%FullTextSearch, Enable => 1, Indexed => 1, Table => 'AttachmentsIndex', Column => 'ContentIndex');
Set($MailCommand, 'mbox');
Set($DisableGraphViz, 1);
Set($DisableGD, 1);
Set(%GnuPG, Enable => 0);
Set(%SMIME, Enable => 0);
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'error');
Set($Timezone, 'Europe/Oslo');
1;
`

export type Database = { readonly url: string; readonly name: string }

/** What a program of the unpacked copy needs to find the rest of it, and its database. */
export function perlEnv(root: string, { url, name }: Database, port = 0): NodeJS.ProcessEnv {
  writeFileSync(join(root, 'etc/request-tracker5/RT_SiteConfig.pm'), SETTINGS)
  const at = new URL(url)
  const [triple, version] = perl(
    'print join(" ", $Config{archname} =~ s/-thread-multi//r, "$^V" =~ s/^v(\\d+\\.\\d+).*/$1/r)',
  ).split(' ')
  const libs = ['usr/share/request-tracker5/lib', 'usr/share/perl5', `usr/lib/${triple}/perl5/${version}`]
  return {
    PATH: `${join(root, 'usr/bin')}:${process.env['PATH']}`,
    HOME: join(root, 'var/lib/request-tracker5'),
    LANG: 'C.UTF-8',
    PERL5LIB: libs.map((lib) => join(root, lib)).join(':'),
    LD_LIBRARY_PATH: join(root, `usr/lib/${triple}`),
    RT_PORT: String(port),
    RT_DATABASE: name,
    RT_DATABASE_HOST: at.hostname,
    RT_DATABASE_PORT: at.port,
    RT_DATABASE_USER: at.username,
    RT_DATABASE_PASSWORD: at.password,
    PGPASSWORD: at.password,
  }
}

const perl = (code: string): string => execFileSync('perl', ['-MConfig', '-e', code], { encoding: 'utf8' })
