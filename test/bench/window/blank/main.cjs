/** The least that Electron can be asked for: one window of the same size and safety with one word in it. */
const { join } = require('node:path')
const { app, BrowserWindow } = require('electron')

app.setPath('userData', process.env.SKRANKE_USER_DATA)
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  void window.loadFile(join(__dirname, 'index.html'))
})
app.on('window-all-closed', () => app.quit())
