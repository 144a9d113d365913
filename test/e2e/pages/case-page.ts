import { expect, type Locator, type Page } from '@playwright/test'
import caseWords from '#resources/locales/nb/case.json' with { type: 'json' }
import states from '#resources/locales/nb/states.json' with { type: 'json' }
import type { CommandName } from '#shared/domain/commands.ts'
import type { Damage } from '#shared/domain/row-types.ts'
import type { CaseState } from '#shared/domain/service-case/service-case.rows.ts'
import { commandWords, DO, FIELD, stateWords } from './words.ts'

const LABEL = caseWords.label

/** The case that is open in the window. */
export class CasePage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** The number as it is read aloud: "1042 7731". */
  async number(): Promise<string> {
    const text = (await this.#page.getByTestId('case-number').innerText()).replaceAll('\u00a0', ' ')
    return /\d{4} \d{4}/.exec(text)?.[0] ?? text
  }

  async state(): Promise<CaseState> {
    const state = (await this.#state.getAttribute('data-state')) as CaseState
    await expect(this.#state).toContainText(stateWords(state))
    return state
  }

  async untilState(state: CaseState): Promise<void> {
    await expect(this.#state).toHaveAttribute('data-state', state)
  }

  /** Presses the action that the state calls for, or finds it in the menu, and waits until the case has moved. */
  async step(command: CommandName): Promise<void> {
    const before = await this.state()
    await this.#press(command)
    await expect(this.#state).not.toHaveAttribute('data-state', before)
  }

  async decideWarranty(entry: { damage: readonly Damage[]; inStock?: boolean }): Promise<void> {
    const before = await this.state()
    const form = await this.#open('warranty.decide')
    for (const damage of entry.damage) await form.getByLabel(states.damage[damage]).check()
    if (entry.inStock !== undefined) await form.getByLabel(LABEL.inStock).setChecked(entry.inStock)
    await this.#submit(form)
    await expect(this.#state).not.toHaveAttribute('data-state', before)
  }

  openWarrantyForm(): Promise<Locator> {
    return this.#open('warranty.decide')
  }

  openEstimateForm(): Promise<Locator> {
    return this.#open('estimate.send')
  }

  async closeForm(): Promise<void> {
    await this.#page.getByRole('form').getByRole('button', { name: DO.cancel }).click()
  }

  async sendEstimate(entry: { amount: string; text: string }): Promise<void> {
    const form = await this.#open('estimate.send')
    await form.getByLabel(FIELD.amount).fill(entry.amount)
    await form.getByLabel(LABEL.estimateText).fill(entry.text)
    await this.#submit(form)
    await expect(this.#action('estimate.accept')).toBeVisible()
  }

  async answerEstimate(answer: 'accept' | 'decline', by: string): Promise<void> {
    const before = await this.state()
    const form = await this.#open(`estimate.${answer}`)
    await form.getByLabel(LABEL.answeredBy).fill(by)
    await this.#submit(form)
    await expect(this.#state).not.toHaveAttribute('data-state', before)
  }

  async finishRepair(work: string): Promise<void> {
    const form = await this.#open('repair.finish')
    await form.getByLabel(LABEL.work).fill(work)
    await this.#submit(form)
    await this.untilState('ready')
  }

  async finishSwap(newSerialNo: string): Promise<void> {
    const form = await this.#open('swap.finish')
    await form.getByLabel(FIELD.newSerialNo).fill(newSerialNo)
    await this.#submit(form)
    await this.untilState('ready')
  }

  async ship(): Promise<void> {
    await this.#submit(await this.#open('unit.ship'))
    await this.untilState('in-transit')
  }

  async accept(by: string): Promise<void> {
    const form = await this.#open('case.accept')
    await form.getByLabel(FIELD.acceptedBy).fill(by)
    await this.#submit(form)
    await this.untilState('accepted')
  }

  async invoiceFee(): Promise<void> {
    const form = await this.#open('fee.invoice')
    await form.getByLabel(FIELD.reason).fill('Prisoverslaget er avslått')
    await this.#submit(form)
  }

  async addNote(text: string): Promise<void> {
    await this.#page.keyboard.press('m')
    await this.#page.keyboard.insertText(text)
    await this.#page.keyboard.press('ControlOrMeta+Enter')
    await expect(this.#page.getByText(text).first()).toBeVisible()
  }

  /** The words of the decision, its reasons included. */
  decision(): Promise<string> {
    return textOf(this.#page.getByTestId('warranty-decision').first())
  }

  fee(): Promise<string> {
    return textOf(this.#page.getByTestId('fee-card'))
  }

  timeline(): Promise<string> {
    return textOf(this.#page.getByRole('list', { name: caseWords.timeline.heading }))
  }

  /** What was promised at the registration, with its reasons. */
  promise(): Promise<string> {
    return this.timeline()
  }

  get #state(): Locator {
    return this.#page.getByTestId('case-state')
  }

  #action(command: CommandName): Locator {
    return this.#page.getByRole('button', { name: commandWords(command) }).first()
  }

  /** An action has a button of its own while the state calls for it; otherwise it is in the menu. */
  async #press(command: CommandName): Promise<void> {
    const button = this.#action(command)
    const menu = this.#page.getByRole('button', { name: DO.more })
    await expect(button.or(menu).first()).toBeVisible()
    if (await button.isVisible()) return button.click()
    await menu.click()
    await this.#page.getByRole('menuitem', { name: commandWords(command) }).click()
  }

  async #open(command: CommandName): Promise<Locator> {
    await this.#press(command)
    const form = this.#page.getByRole('form', { name: commandWords(command) })
    await expect(form).toBeVisible()
    return form
  }

  async #submit(form: Locator): Promise<void> {
    await form.locator('button[type="submit"]').click()
    await expect(form).toBeHidden()
  }
}

const textOf = async (locator: Locator): Promise<string> => (await locator.innerText()).replaceAll('\u00a0', ' ')
