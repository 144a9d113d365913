import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compiledFile, sealCompiled } from '#electron/data/lib/compiled-script.ts'
import { runChild } from './child.mjs'
import { NODE } from './engines.ts'
import { say } from './say.mjs'
import { sandboxSwitches } from './sandbox.ts'
import type { Session } from './session.ts'

const WITHOUT_DISPLAY = process.platform === 'linux' ? ['--ozone-platform=headless'] : []

const PERSON = {
  id: '0198aaaa-0000-7000-8000-00000000000a',
  username: 'compile-ahead',
  name: 'Compile Ahead',
  initials: 'CA',
  role: 'agent',
  permissions: [],
} as const

/**
 * Makes what the data process starts from: its program as one script, and beside it the code that this Electron's V8 has compiled
 * when the first questions of a window are answered. Half of the processor time of its start is parsing otherwise. The code is
 * part of the build, and so of the sealed archive of an installed app: no process may run code from a folder that others can write.
 * Where no Electron is known, or this one cannot do it, the app starts from the modules.
 */
export async function compileAhead({ root, env }: Pick<Session, 'root' | 'env'>, minify: boolean): Promise<void> {
  const electron = env.ELECTRON_EXEC_PATH
  if (electron === undefined) return
  const script = join(root, 'out', 'main', 'data-script.cjs')
  const profile = mkdtempSync(join(tmpdir(), 'skranke-compile-'))
  try {
    writeFileSync(script, await bundle(root, minify))
    await signIn(root, profile)
    const [target, said] = [join(profile, 'code'), join(profile, 'said')]
    const log = openSync(said, 'w')
    const maker = join(root, 'scripts', 'bootstrap', 'compile-ahead.mjs')
    const forMaker = [maker, script, target, profile, join(root, 'db', 'migrations')]
    const args = [...sandboxSwitches(), ...WITHOUT_DISPLAY, ...forMaker]
    const status = await runChild(electron, args, { cwd: root, env, stdio: ['ignore', 'ignore', log] })
    closeSync(log)
    if (status !== 0) throw new Error(`ended with ${status}\n${readFileSync(said, 'utf8')}`)
    writeFileSync(`${script}.new`, sealCompiled(readFileSync(script), readFileSync(target)))
    renameSync(`${script}.new`, compiledFile(script))
  } catch (error) {
    say(`skranke: the app cannot be compiled ahead here and starts a little later: ${String(error)}`)
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

/** The program without what is native, as a function of `require` and its folder. */
async function bundle(root: string, minify: boolean): Promise<string> {
  const { build } = await import('vite')
  const built = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'electron', 'data', 'index.ts'),
      write: false,
      target: NODE,
      minify,
      rolldownOptions: {
        external: ['better-sqlite3', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
        output: { format: 'cjs', codeSplitting: false },
      },
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) => ('output' in each ? each.output : []))
  const [program] = outputs
  if (program?.type !== 'chunk' || outputs.length !== 1) throw new Error('the data process is not one script')
  return `(function (require, __dirname) {${program.code}\n})`
}

/** A profile in which somebody is signed in: what reads it is compiled too. */
async function signIn(root: string, profile: string): Promise<void> {
  const [{ openDb }, { openDevice }, { keepStoredSession }] = await Promise.all([
    import('#db/client.ts'),
    import('#electron/data/services/device-file.ts'),
    import('#electron/data/services/stored-session.ts'),
  ])
  mkdirSync(join(profile, 'data'))
  const db = openDb({ file: join(profile, 'data', `${PERSON.id}.sqlite`), migrations: join(root, 'db', 'migrations') })
  keepStoredSession(db, { ...PERSON, permissions: [] }, 'scrypt$$')
  db.close()
  const users = { [PERSON.username]: PERSON.id }
  openDevice(join(profile, 'device.json')).change({ signedIn: PERSON.id, users })
}
