import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test'
import settings from '#resources/locales/nb/settings.json' with { type: 'json' }
import { CasePage } from './case-page.ts'
import { ConflictCentre } from './conflict-centre.ts'
import { type IntakeEntry, IntakePage } from './intake-page.ts'
import { SHELL } from './words.ts'

const PASSWORD = 'skranke-demo'
/** A first fill, or the pause between two attempts to connect, may take this long on a busy machine. */
const SYNC_MS = 45_000

/** The window as a person at the desk uses it. */
export class DeskWindow {
  #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get page(): Page {
    return this.#page
  }

  /** Goes on in the window of a restarted app. */
  use(page: Page): void {
    this.#page = page
  }

  get statusBar(): Locator {
    return this.#page.getByTestId('status-bar')
  }

  async signIn(username: string, password = PASSWORD): Promise<void> {
    await this.#page.getByLabel(SHELL['sign-in'].username).fill(username)
    await this.#page.getByLabel(SHELL['sign-in'].password, { exact: true }).fill(password)
    await this.#page.getByRole('button', { name: SHELL['sign-in'].do }).click()
    await this.untilSignedIn()
  }

  async signOut(): Promise<void> {
    // What was said last may lie over the link in a low window.
    await this.#page.getByRole('link', { name: SHELL.settings }).focus()
    await this.#page.keyboard.press('Enter')
    await this.#page.getByRole('button', { name: settings['sign-out'] }).click()
    await expect(this.#page.getByLabel(SHELL['sign-in'].username)).toBeVisible()
  }

  async untilSignedIn(): Promise<void> {
    await expect(this.statusBar).toBeVisible({ timeout: SYNC_MS })
  }

  /** Connected, with everything sent and fetched; a person in a hurry presses "connect now". */
  async untilLive(): Promise<void> {
    await expect(async () => {
      const state = await this.statusBar.getAttribute('data-state')
      if (state === 'offline') await this.#connectNow()
      expect(state).toBe('live')
      expect(await this.waiting()).toBe(0)
    }).toPass({ timeout: SYNC_MS, intervals: [250, 250, 500, 1000] })
  }

  async untilOffline(): Promise<void> {
    await expect(this.statusBar).toHaveAttribute('data-state', 'offline', { timeout: SYNC_MS })
  }

  /** Changes that wait to be sent. */
  async waiting(): Promise<number> {
    return Number(await this.statusBar.locator('[data-waiting]').getAttribute('data-waiting'))
  }

  async untilWaiting(count: number): Promise<void> {
    await expect(this.statusBar.locator('[data-waiting]')).toHaveAttribute('data-waiting', String(count))
  }

  async newCase(): Promise<IntakePage> {
    await this.#page.keyboard.press('n')
    const intake = new IntakePage(this.#page)
    await intake.untilOpen()
    return intake
  }

  /** Registers a case; it is open afterwards. @returns its number as it is shown */
  async register(entry: IntakeEntry): Promise<string> {
    const intake = await this.newCase()
    await intake.enter(entry)
    return intake.save()
  }

  openedCase(): CasePage {
    return new CasePage(this.#page)
  }

  /** Finds a case by its number among everything and opens it, by keys. */
  async openCase(number: string): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+k')
    const palette = this.#page.getByRole('dialog')
    await palette.locator('input').fill(number)
    await expect(palette.getByRole('option', { name: number }).first()).toBeVisible()
    await this.#page.keyboard.press('Enter')
    await expect(this.#page.getByTestId('case-number')).toContainText(number)
  }

  async openConflicts(): Promise<ConflictCentre> {
    await this.#page.getByRole('navigation').getByRole('link', { name: SHELL.conflicts }).click()
    const centre = new ConflictCentre(this.#page)
    await centre.untilOpen()
    return centre
  }

  async goToQueue(name: string): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('link', { name }).click()
  }

  get rows(): Locator {
    return this.#page.getByTestId('queue-row')
  }

  /** The row on which the keyboard stands. */
  get activeRow(): Locator {
    return this.#page.locator('[data-testid="queue-row"][data-active="true"]')
  }

  async versions(): Promise<{ electron: string; chromium: string; node: string }> {
    return this.#page.evaluate(() => {
      const { versions } = (window as unknown as { skranke: { versions: Record<string, string> } }).skranke
      return { electron: versions['electron'] ?? '', chromium: versions['chrome'] ?? '', node: versions['node'] ?? '' }
    })
  }

  /** Makes the window so large, px of the screen, whatever its least is, and waits until the page has heard of it. */
  async resize(app: ElectronApplication, to: { width: number; height: number; zoom?: number }): Promise<void> {
    const { width, height, zoom = 1 } = to
    await app.evaluate(
      ({ BrowserWindow }, [wide, high, factor]) => {
        const [window] = BrowserWindow.getAllWindows()
        window?.setContentSize(wide, high)
        if (window) window.webContents.zoomFactor = factor
      },
      [width, height, zoom] as const,
    )
    await expect
      .poll(() => this.#page.evaluate((css) => Math.abs(window.innerWidth - css), width / zoom))
      .toBeLessThanOrEqual(2)
  }

  async picture(file: string): Promise<void> {
    await this.#page.screenshot({ path: file })
  }

  async #connectNow(): Promise<void> {
    const button = this.#page.getByRole('button', { name: SHELL.sync.now })
    if (!(await button.isVisible())) await this.statusBar.getByRole('button').first().click()
    await button.click({ timeout: 2_000 })
    await this.#page.keyboard.press('Escape')
  }
}
