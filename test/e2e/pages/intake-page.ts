import { expect, type Locator, type Page } from '@playwright/test'
import intake from '#resources/locales/nb/intake.json' with { type: 'json' }
import { commandWords } from './words.ts'

/** What a caller says, by the field it goes into. Dates are ISO and are typed as people write them. */
export type IntakeEntry = {
  readonly contract: string
  readonly contactName: string
  readonly mobile: string
  readonly serviceLocation: string
  readonly productName: string
  readonly faultDescription: string
  readonly phone?: string
  readonly email?: string
  readonly customerRef?: string
  readonly orderNo?: string
  readonly invoiceNo?: string
  readonly serialNo?: string
  readonly passcode?: string
  readonly product?: 'mac' | 'ipad' | 'other'
  readonly purchasedOn?: string
  readonly soldByUs?: boolean
  readonly usedIn?: string
}
export type IntakeField = keyof IntakeEntry

/** The contract first: it decides which fields there are. */
const ORDER: readonly IntakeField[] = [
  'contract',
  'contactName',
  'mobile',
  'phone',
  'email',
  'serviceLocation',
  'productName',
  'product',
  'serialNo',
  'purchasedOn',
  'soldByUs',
  'usedIn',
  'customerRef',
  'orderNo',
  'invoiceNo',
  'passcode',
  'faultDescription',
]

/** The form in which a fault is registered. */
export class IntakePage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get form(): Locator {
    return this.#page.getByTestId('intake')
  }

  /** The control that carries this label. */
  field(name: IntakeField): Locator {
    return this.form.getByLabel(intake.field[name], { exact: true })
  }

  async untilOpen(): Promise<void> {
    await expect(this.form).toBeVisible()
  }

  async enter(entry: Partial<IntakeEntry>): Promise<void> {
    for (const name of ORDER) {
      const value = entry[name]
      if (value !== undefined) await this.#enterOne(name, value)
    }
  }

  /** Saves by the keyboard. @returns the number of the new case as it is shown */
  async save(): Promise<string> {
    await this.#page.keyboard.press('ControlOrMeta+Enter')
    await expect(this.form).toBeHidden()
    const shown = (await this.#page.getByTestId('case-number').innerText()).replaceAll('\u00a0', ' ').trim()
    await expect(this.#page.getByTestId('registered-number').last()).toHaveText(shown)
    return shown
  }

  async pressSave(): Promise<void> {
    await this.form.getByRole('button', { name: commandWords('case.register') }).click()
  }

  /** Labels of the fields that have an error beside them. */
  async errors(): Promise<IntakeField[]> {
    const wrong: IntakeField[] = []
    for (const name of ORDER) {
      const control = this.field(name)
      if ((await control.count()) > 0 && (await control.getAttribute('aria-invalid')) === 'true') wrong.push(name)
    }
    return wrong
  }

  /** All words that describe a field: what is wanted, what was understood, what is wrong. */
  async hintBeside(name: IntakeField): Promise<string> {
    const ids = (await this.field(name).getAttribute('aria-describedby')) ?? ''
    const texts = ids
      .split(' ')
      .filter(Boolean)
      .map((id) => this.#page.locator(`[id="${id}"]`).innerText())
    return (await Promise.all(texts)).join(' ')
  }

  /** Whether the message of a field stands nearer to it than to what comes below. */
  async nearness(name: IntakeField): Promise<'to its own field' | 'to the next'> {
    return this.field(name).evaluate((control) => {
      const message = (control.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id))
        .find((part) => part?.dataset['kind'] === 'error')
      if (!message) throw new Error('there is no message')
      const words = document.createRange()
      words.selectNodeContents(message)
      const { top, bottom } = words.getBoundingClientRect()
      const below = message.getBoundingClientRect().bottom - bottom
      return top - control.getBoundingClientRect().bottom < below ? 'to its own field' : 'to the next'
    })
  }

  async #enterOne(name: IntakeField, value: string | boolean): Promise<void> {
    const control = this.field(name)
    if (typeof value === 'boolean') return control.setChecked(value)
    if (name === 'product' || name === 'usedIn') {
      await control.selectOption(value)
      return
    }
    await control.fill(name === 'purchasedOn' ? asWritten(value) : value)
    // The list of agreements must not cover the next field.
    if (name === 'contract') await control.press('Tab')
  }
}

/** 2024-05-02 as 02.05.2024. */
const asWritten = (day: string): string => day.split('-').reverse().join('.')
