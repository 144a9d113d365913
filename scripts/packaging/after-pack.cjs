const { rmSync } = require('node:fs')
const { join } = require('node:path')

/** An Electron folder of one's own (`electronDist`) brings its default app along: an installed app must not have it. */
module.exports = ({ appOutDir }) => rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true })
