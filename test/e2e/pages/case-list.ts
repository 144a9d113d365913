import { expect, type Locator, type Page } from '@playwright/test'
import queue from '#resources/locales/nb/queue.json' with { type: 'json' }

/** The list of a queue, its filters and its bar, as a person works with them. */
export class CaseListPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get rows(): Locator {
    return this.#page.getByTestId('queue-row')
  }

  get groups(): Locator {
    return this.#page.getByTestId('queue-group')
  }

  row(caseId: string): Locator {
    return this.#page.locator(`[data-testid="queue-row"][data-case-id="${caseId}"]`)
  }

  get picked(): Locator {
    return this.#page.locator('[data-testid="queue-row"][data-picked]')
  }

  get bulk(): Locator {
    return this.#page.getByRole('region', { name: queue.bulk.label })
  }

  get filters(): Locator {
    return this.#page.getByRole('group', { name: queue.filter.now })
  }

  /** Narrows the list to one value of a column, by keys alone. */
  async filter(column: string, value: string): Promise<void> {
    await this.#page.keyboard.press('f')
    const menu = this.#page.getByRole('dialog', { name: queue.filter.do })
    await menu.getByRole('combobox').fill(column)
    await this.#page.keyboard.press('Enter')
    await expect(menu.getByRole('combobox', { name: column })).toBeFocused()
    await menu.getByRole('combobox').fill(value)
    await expect(menu.getByRole('option').first()).toContainText(value)
    await this.#page.keyboard.press('Enter')
    await expect(menu.getByRole('option', { name: value }).first()).toHaveAttribute('aria-selected', 'true')
    // Back to the columns, and out.
    await this.#page.keyboard.press('Escape')
    await this.#page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
  }

  async clearFilters(): Promise<void> {
    await this.#page.keyboard.press('Shift+F')
    await expect(this.filters).toBeHidden()
  }

  /** What a list is sorted and grouped by; the menu is closed afterwards. */
  async display(choose: (menu: Locator) => Promise<void>): Promise<void> {
    await this.#page.keyboard.press('v')
    const menu = this.#page.getByRole('dialog', { name: queue.view.do })
    await choose(menu)
    await this.#page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
  }
}
