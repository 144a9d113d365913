import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { decideWarranty, onSiteDay } from '#shared/domain/rules/index.ts'
import { displayFacts } from '#shared/domain/rules/display-facts.ts'
import { REASONS, type Reason } from '#shared/domain/rules/reason.ts'
import en from '#resources/locales/en/rules.json' with { type: 'json' }
import nb from '#resources/locales/nb/rules.json' with { type: 'json' }
import sv from '#resources/locales/sv/rules.json' with { type: 'json' }

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>
const LOCALES: Readonly<Record<'nb' | 'sv' | 'en', Texts>> = { nb, sv, en }

const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '')

const sentences = Object.entries(REASONS).flatMap(([rule, variants]) =>
  Object.entries(variants).map(([variant, facts]) => ({
    rule,
    key: variant ? `reason_${variant}` : 'reason',
    facts: Object.keys(facts),
  })),
)

describe.each(Object.entries(LOCALES))('in %s', (_, texts) => {
  test.each(Object.keys(REASONS))('%s has a title and its text', (rule) => {
    expect(texts[rule]?.['title']).toBeTruthy()
    expect(texts[rule]?.['text']).toBeTruthy()
  })

  test.each(sentences)('$rule $key has a sentence that uses only its facts', ({ rule, key, facts }) => {
    const sentence = texts[rule]?.[key]
    expect(sentence).toBeTruthy()
    for (const variable of variables(String(sentence))) expect(facts).toContain(variable)
  })

  test('no sentence is left over', () => {
    const known = new Set(sentences.map(({ rule, key }) => `${rule}.${key}`))
    const written = Object.entries(texts).flatMap(([rule, entries]) =>
      Object.keys(entries)
        .filter((key) => key.startsWith('reason'))
        .map((key) => `${rule}.${key}`),
    )
    expect(written.filter((name) => !known.has(name))).toEqual([])
  })
})

test('the three languages speak of the same rules, with the same facts in each sentence', () => {
  const shape = (texts: Texts) =>
    Object.entries(texts)
      .flatMap(([rule, entries]) =>
        Object.entries(entries).map(([key, text]) => `${rule}.${key} ${variables(text).sort().join(' ')}`),
      )
      .toSorted()
  expect(shape(sv)).toEqual(shape(nb))
  expect(shape(en)).toEqual(shape(nb))
})

describe('a decision read out loud', async () => {
  const i18n = i18next.createInstance()
  await i18n.init({
    lng: 'nb',
    ns: 'rules',
    resources: { nb: { rules: nb }, sv: { rules: sv }, en: { rules: en } },
    interpolation: { escapeValue: false },
  })
  const say = (reasons: readonly Reason[], locale: 'nb' | 'sv' | 'en') =>
    reasons.map((reason) =>
      i18n
        .t(`${reason.rule}.reason`, { lng: locale, context: reason.variant, ...displayFacts(reason, locale) })
        .replaceAll('\u00a0', ' '),
    )

  test('an iPad used in Sweden in its second year', () => {
    const { reasons } = decideWarranty({
      product: 'ipad',
      soldByUs: true,
      purchasedOn: '2023-05-02',
      reportedOn: '2024-06-01',
      country: 'SE',
      damage: [],
    })
    expect(say(reasons, 'nb')).toEqual([
      'Meldt 1. juni 2024. Garantien gjaldt fram til 2. mai 2024, den dagen ikke medregnet.',
      'Brukes i Sverige. Utvidet garanti gjelder bare i Norge, der årene går fram til 2. mai 2025.',
      'Ikke dekket: diagnosegebyr 450 kr.',
    ])
    expect(say(reasons, 'en')[2]).toBe('Not covered: diagnosis fee NOK 450.')
    expect(say(reasons, 'sv')[1]).toBe(
      'Används i Sverige. Utökad garanti gäller bara i Norge, där åren löper fram till 2 maj 2025.',
    )
  })

  test('a Lenovo unit reported late before Easter', () => {
    const { reasons } = onSiteDay({ reportedAt: '2024-03-27T15:31:00+01:00', via: 'desk', country: 'NO' })
    expect(say(reasons, 'nb')).toEqual([
      'Meldt onsdag 27. mars 2024 kl. 15:30 eller senere: én arbeidsdag til, på stedet senest onsdag 3. april 2024.',
      'Fristen kl. 15:30 var passert; selve klokkeslettet er for sent.',
      'Fridager på veien til onsdag 3. april 2024, hoppet over: 5.',
      'Helligdager som ikke teller: Skjærtorsdag, Langfredag, Andre påskedag.',
    ])
  })
})
