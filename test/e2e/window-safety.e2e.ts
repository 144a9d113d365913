import { expect, test } from './fixtures.ts'

test('the page has no Node, runs in the sandboxed kind of window and is closed in', async ({ desk }) => {
  const { page } = desk.window
  expect(await page.evaluate(() => [typeof require, typeof process, typeof module])).toEqual([
    'undefined',
    'undefined',
    'undefined',
  ])
  const preferences = await desk.running().app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>
    }
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webviewTag }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
})

test('the page can open no window, go nowhere and ask for no permission', async ({ desk }) => {
  const { page } = desk.window
  expect(await page.evaluate(() => window.open('https://example.com') === null)).toBe(true)
  await page.evaluate(() => {
    window.location.href = 'https://example.com/'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toMatch(/^app:\/\/skranke\//)
  expect(desk.running().app.windows()).toHaveLength(1)
  const permission = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    ),
  )
  expect(permission).not.toBe('granted')
})

test('inline scripts and foreign addresses are blocked by the content security policy', async ({ desk }) => {
  const { page } = desk.window
  const blocked = await page.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.body.append(script)
    await fetch('http://127.0.0.1:9/').catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 200))
    return { violations: violations.sort(), ran: 'inlineRan' in window }
  })
  expect(blocked).toEqual({ violations: ['connect-src', 'script-src-elem'], ran: false })
  desk.running().forgetProblems()
})

test('a crashed page comes back by itself', async ({ desk }) => {
  await expect(desk.window.page.getByText('Brukernavn')).toBeVisible() // the load that is awaited below is the next one
  // Playwright gives a crashed page up, so the new one is asked through the main process.
  const text = await desk.running().app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents) return ''
    const back = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()))
    contents.forcefullyCrashRenderer()
    await back
    for (let tries = 0; tries < 50; tries++) {
      const shown: unknown = await contents.executeJavaScript('document.body.innerText')
      if (String(shown).includes('Logg inn')) return String(shown)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return ''
  })
  expect(text).toContain('Brukernavn')
})

test('the window opens where it was', async ({ desk }) => {
  const place = { x: 60, y: 40, width: 1100, height: 700 }
  await desk.running().app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
  }, place)
  await desk.window.page.waitForTimeout(500)
  await desk.restart()
  const size = await desk.running().app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize())
  expect(size).toEqual([place.width, place.height])
})
