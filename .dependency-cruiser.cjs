/**
 * Which folder may import which. A layer lists the folders and packages that it may use; everything else is an error.
 * @type {import('dependency-cruiser').IConfiguration}
 */

/** Pure packages that `shared` may use: no Node, no DOM, no clock of their own. */
const PURE = ['zod', 'temporal-polyfill', 'libphonenumber-js', 'uuid', '@orpc/contract']

const LAYERS = {
  shared: { path: '^shared/', folders: ['shared'] },
  db: { path: '^db/', folders: ['db', 'shared'] },
  'electron-main': { path: '^electron/main/', folders: ['electron/main', 'shared', 'resources'] },
  'electron-preload': { path: '^electron/preload/', folders: ['electron/preload', 'shared'] },
  'electron-data': { path: '^electron/data/', folders: ['electron/data', 'shared', 'db', 'resources'] },
  renderer: { path: '^renderer/', folders: ['renderer', 'shared', 'resources'] },
  backend: { path: '^backend/(?!snapshot/)', folders: ['backend', 'shared', 'resources'] },
  'backend-snapshot': {
    path: '^backend/snapshot/',
    folders: ['backend', 'shared', 'resources', 'db/(client|bulk|whole-file)[.]ts'],
  },
}

const OWN = '^(?!node_modules/|[.])[^/]+/'
const TEST = '[.](test|e2e)[.]tsx?$'
const CONFIG = '[.]config[.]ts$'
const anyOf = (names) => `(${names.join('|')})`
const packages = (names) => `(^|/)node_modules/${anyOf(names)}(/|$)`

/** A test beside the code may also use the test support, and compare with what scripts make and what lies in resources. */
const layerRules = Object.entries(LAYERS).flatMap(([name, { path, folders }]) => {
  const allowed = folders.map((folder) => (folder.includes('[') ? `^${folder}$` : `^${folder}/`))
  return [
    {
      name: `${name}-arrows`,
      from: { path, pathNot: TEST },
      to: {
        path: OWN,
        pathNot: allowed,
        dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional'],
      },
    },
    {
      name: `${name}-arrows-of-tests`,
      from: { path: `${path}.*${TEST}` },
      to: {
        path: OWN,
        pathNot: [...allowed, '^(test|scripts|resources)/'],
        dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional'],
      },
    },
  ]
})

const rules = [
  ...layerRules,
  { name: 'no-cycles', from: {}, to: { circular: true } },
  { name: 'resolvable', from: {}, to: { couldNotResolve: true } },
  {
    name: 'features-stay-apart',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
  },
  {
    name: 'features-know-no-routes',
    from: { path: '^renderer/features/' },
    to: { path: '^renderer/app/', pathNot: '^renderer/app/(paths|shortcuts)[.]ts$' },
  },
  { name: 'ui-knows-no-cases', from: { path: '^renderer/ui/' }, to: { path: '^renderer/(app|api|features)/' } },
  { name: 'api-knows-no-screens', from: { path: '^renderer/api/' }, to: { path: '^renderer/(app|ui|features)/' } },
  { name: 'shared-is-pure', from: { path: '^shared/', pathNot: TEST }, to: { dependencyTypes: ['core'] } },
  {
    name: 'shared-uses-pure-packages',
    from: { path: '^shared/', pathNot: TEST },
    to: { path: '^node_modules/', pathNot: packages(PURE) },
  },
  {
    name: 'page-has-no-node',
    from: { path: '^renderer/', pathNot: [TEST, CONFIG] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'one-sqlite-importer',
    from: { pathNot: ['^db/client[.]ts$', '^test/', TEST] },
    to: { path: packages(['better-sqlite3']), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'electron-in-electron',
    from: { pathNot: ['^electron/', '^test/', '^scripts/'] },
    to: { path: packages(['electron']) },
  },
  { name: 'db-knows-no-electron', from: { path: '^db/' }, to: { path: packages(['electron', 'electron-log']) } },
  {
    name: 'runs-with-packed-dependencies',
    comment:
      'What main, data process and backend load at run time must be in "dependencies": development packages are not packed.',
    from: { path: '^(shared|db|backend|electron/(main|data))/', pathNot: [TEST, CONFIG] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packages(['electron', '@types']) },
  },
]

module.exports = {
  forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(scripts/electron-runtime/default-app|out|dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
