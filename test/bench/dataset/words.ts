import type { Random } from '#backend/demo/random.ts'

/**
 * The words that a benchmark searches for, and how often they occur. `half` stands in half of all cases. The two of `seldomMeet`
 * stand in a fifth of the cases each, and together in one of a hundred thousand. `rare` stands in one of ten thousand.
 */
export const WORDS = {
  half: 'maskinen',
  common: ['kunden', 'skjerm', 'lader'],
  seldomMeet: ['garantisak', 'kundebesøk'],
  rare: 'kvikksølvlekkasje',
  never: 'zyzzyxfjord',
} as const

const HALF = [
  'Maskinen har stått på hele natten.',
  'Prøvd å starte maskinen på nytt.',
  'Maskinen brukes hver dag.',
  'Kunden må ha maskinen igjen før helgen.',
  'Maskinen ble varm.',
] as const

const SEEN = [
  'Kunden har ikke lader med.',
  'Kunden ringer igjen i morgen.',
  'Fungerte fint før forrige oppdatering.',
  'Har en lader av annet merke.',
  'Skjerm og tastatur er rengjort.',
  'Felet började efter uppdateringen.',
  'Kunden vill ha besked per sms.',
  'Ingen synlig skade på chassiet.',
  'Dataene er sikkerhetskopiert av bruker.',
  'Har falt i gulvet, sier brukeren.',
] as const

const HEADS = [
  'skjerm tastatur batteri lade hengsel vifte hovedkort kamera høyttaler mikrofon nettverks skriver toner fikserings papir kontakt strøm',
  'minne harddisk kjøle styreflate dokkings touch pekskärms laddnings fläkt moderkorts hörlurs bläckpatron överhettnings säkerhets',
]
  .join(' ')
  .split(' ')
const MIDDLES = ['', '', '', 'enhets', 'kabel', 'panel', 'modul', 'krets', 'knapp', 'låse'] as const
const TAILS = [
  'feil brudd skade svikt bytte kontroll rengjøring støy lekkasje deformasjon misfarging løsning',
  'fel brott skada byte störning glapp självtest',
]
  .join(' ')
  .split(' ')

/** A compound as people make them: some thousand different ones, the first parts far more often than the last. */
const compound = (random: Random): string => skewed(random, HEADS) + random.pick(MIDDLES) + skewed(random, TAILS)

/** The front of the list far more often than its end. */
const skewed = (random: Random, from: readonly string[]): string =>
  from[Math.floor(random.next() ** 2 * from.length)] as string

/** What an agent writes after the fault itself. `at`: the case's place, which decides on the words that are counted. */
export function remarks(random: Random, at: number): string {
  const parts: string[] = []
  // Some faults name it too.
  if (random.chance(0.43)) parts.push(random.pick(HALF))
  if (random.chance(0.6)) parts.push(random.pick(SEEN))
  if (random.chance(0.7)) parts.push(`Mulig ${compound(random)}.`)
  const meet = at % 100_003 === 500
  if (meet || at % 5 === 1) parts.push(`Meldt som ${WORDS.seldomMeet[0]}.`)
  if (meet || at % 5 === 3) parts.push(`Avtalt ${WORDS.seldomMeet[1]}.`)
  if (at % 10_000 === 77) parts.push(`Spor av ${WORDS.rare}.`)
  return parts.join(' ')
}
