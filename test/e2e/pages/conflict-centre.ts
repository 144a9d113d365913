import { expect, type Locator, type Page } from '@playwright/test'
import conflicts from '#resources/locales/nb/conflicts.json' with { type: 'json' }
import common from '#resources/locales/nb/common.json' with { type: 'json' }

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

  async edit(number: string, words: { readonly from: string; readonly to: string }): Promise<void> {
    await this.openEdit(number)
    await this.untilEditing(number, words.from)
    await field(this.#of(number), words.from).fill(words.to)
  }

  openEdit(number: string): Promise<void> {
    return this.#of(number).getByRole('button', { name: conflicts.do.edit }).click()
  }

  async untilEditing(number: string, words: string): Promise<void> {
    await expect(field(this.#of(number), words)).toBeVisible()
  }

  async closeEdit(number: string): Promise<void> {
    const conflict = this.#of(number)
    await conflict.getByRole('button', { name: common.do.cancel }).click()
    await expect(conflict.getByRole('button', { name: conflicts.do.edit })).toBeVisible()
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

/** The field in which these words stand. */
const field = (conflict: Locator, words: string): Locator =>
  conflict.getByRole('textbox').and(conflict.page().locator(`:text-is("${words}"), [value="${words}"]`))
