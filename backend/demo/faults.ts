import type { AgreementKind } from '#shared/domain/customer/customer.rows.ts'

/** What callers say, in their language. */
export const FAULTS: Readonly<Record<AgreementKind, Readonly<Record<'NO' | 'SE', readonly string[]>>>> = {
  apple: {
    NO: [
      'Skjermen flimrer etter noen minutter, verst når maskinen er varm.',
      'Batteriet holder under en time, og maskinen slår seg av ved 30 %.',
      'Lader ikke. Prøvd med to ladere og begge porter.',
      'Tastene E og R henger og skriver dobbelt.',
      'Starter ikke, bare svart skjerm og viftelyd.',
      'Kameraet er svart i alle møter, også etter omstart.',
      'Høyttaleren skurrer på høyre side.',
      'Berøring virker ikke i nedre tredjedel av skjermen.',
    ],
    SE: [
      'Skärmen är svart men datorn låter som om den är igång.',
      'Batteriet har svällt lite så att locket inte går att stänga.',
      'Laddar inte, lampan på kontakten tänds aldrig.',
      'Tangentbordet skriver dubbelt på flera tangenter.',
      'Pekskärmen reagerar inte efter den senaste uppdateringen.',
      'Startar om av sig själv flera gånger om dagen.',
    ],
  },
  'hp-print': {
    NO: [
      'Papirstopp i skuff 2 hver tiende side.',
      'Striper langs hele arket, også etter bytte av toner.',
      'Feilkode 49.4C02 ved oppstart.',
      'Skanning til e-post stopper med «tilkobling avvist».',
      'Bråker kraftig fra fikseringsenheten.',
    ],
    SE: [
      'Papperstrassel i fack 3, drar två ark åt gången.',
      'Grå bakgrund på alla utskrifter.',
      'Felkod 13.B2.D1, luckan har öppnats flera gånger utan resultat.',
      'Skrivaren syns inte på nätet efter flytten.',
    ],
  },
  'lenovo-onsite': {
    NO: [
      'Blåskjerm flere ganger daglig, minnetest viser feil.',
      'Dokken kobler fra skjermene hvert kvarter.',
      'Viften går for fullt hele tiden, maskinen er svært varm.',
      'Hengselet på venstre side har løsnet.',
    ],
    SE: [
      'Datorn piper tre gånger och startar inte.',
      'USB-C-porten glappar, laddningen kommer och går.',
      'Styrplattan hoppar, extern mus fungerar.',
      'Hårddisken låter och är mycket långsam.',
    ],
  },
  general: {
    NO: [
      'Kassen i resepsjonen får ikke kontakt med skriveren.',
      'Møteromsskjermen finner ikke lydenheten.',
      'Ny ansatt får ikke logget på etter bytte av passord.',
      'Trådløst nett faller ut i andre etasje hver ettermiddag.',
    ],
    SE: [
      'Projektorn i aulan tappar bilden efter några minuter.',
      'Etikettskrivaren på lagret skriver bara halva etiketten.',
      'Inloggningen tar över fem minuter på morgonen.',
    ],
  },
}

export const FINDINGS = {
  covered: [
    'Hovedkort gir ikke spenning til skjermkretsen. Ingen ytre skade.',
    'Batteriet har 61 % kapasitet og feiler i Apples test.',
    'Skjermkabelen er slitt ved hengselet.',
    'Ladekretsen er defekt, ingen tegn til væske.',
  ],
  liquid: ['Væskeindikatoren er rød, rester av kaffe under tastaturet.', 'Korrosjon på hovedkortet ved ladeporten.'],
  impact: [
    'Tydelig slagmerke i øvre høyre hjørne, kabinettet er bøyd.',
    'Glasset er knust fra et punkt, ser ut som et fall.',
  ],
  expired: ['Batteriet er utslitt. Enheten er eldre enn garantien.', 'Skjermen er defekt, uten ytre skade.'],
} as const

export const NOTES = [
  'Innringer er på kontoret 8–15, ring gjerne før.',
  'Har lånemaskin til fredag.',
  'Kunden spurte etter status, lovet svar i dag.',
  'Kund vill ha besked per sms.',
  'Haster: brukes i undervisning mandag.',
  'Leverandør bekreftet delen for i morgen.',
] as const
export const PARTS = ['Skjermenhet', 'Batteri', 'Tastatur', 'Hovedkort', 'Bytteenhet', 'Ladeport'] as const
export const SOLUTIONS = [
  'Ny driver installert og prøvd sammen med bruker.',
  'Byttet minnebrikke på stedet, testet i 30 minutter.',
  'Ny fikseringsenhet montert, 50 testsider uten feil.',
  'Återställde nätverksinställningarna, utskrift fungerar.',
  'Satt opp profilen på nytt, bruker bekrefter.',
] as const
