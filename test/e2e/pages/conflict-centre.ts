import { expect, type Locator, type Page } from '@playwright/test'
import conflicts from '#resources/locales/nb/conflicts.json' with { type: 'json' }

/** Refused changes, each with both versions. */
export class ConflictCentre {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get conflicts(): Locator {
    return this.#page.getByTestId('conflict-centre').getByTestId('conflict')
  }

  async untilOpen(): Promise<void> {
    await expect(this.#page.getByTestId('conflict-centre')).toBeVisible()
  }

  /** What is shown of the conflict of a case. */
  async text(number: string): Promise<string> {
    const conflict = this.#of(number)
    await expect(conflict).toBeVisible()
    return (await conflict.innerText()).replaceAll('\u00a0', ' ')
  }

  useTheirs(number: string): Promise<void> {
    return this.#resolve(number, conflicts.do.use)
  }

  keepMine(number: string): Promise<void> {
    return this.#resolve(number, conflicts.do.keep)
  }

  async count(): Promise<number> {
    return this.conflicts.count()
  }

  async #resolve(number: string, words: string): Promise<void> {
    const conflict = this.#of(number)
    await conflict.getByRole('button', { name: words }).click()
    await expect(conflict).toBeHidden()
  }

  #of(number: string): Locator {
    return this.conflicts.filter({ hasText: number })
  }
}
