import { Button, Checkbox, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { IconCopy, IconChecks } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { appError } from '#shared/errors.ts'
import { reason } from '#shared/domain/rules/reason.ts'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FieldNote } from '../../ui/field-note.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { KbdHint } from '../../ui/kbd-hint.tsx'
import { ReasonList } from '../../ui/reason-line.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { Section } from '../../ui/section.tsx'
import { SlowSkeleton } from '../../ui/slow-skeleton.tsx'
import { StatusDot } from '../../ui/status-dot.tsx'

export type Specimen = { readonly name: string; readonly states: Readonly<Record<string, ReactNode>> }

const LONG = 'Garantireparasjonsoppfølgingsansvarlig ved Menneskerettighetsorganisasjonssamarbeidsutvalget'

export const PARTS: readonly Specimen[] = [
  {
    name: 'KbdHint',
    states: {
      single: <KbdHint keys="n" />,
      combined: <KbdHint keys="mod+k" />,
      sequence: <KbdHint keys="g m" />,
      arrow: <KbdHint keys="arrowdown" />,
    },
  },
  {
    name: 'IconButton',
    states: {
      normal: (
        <IconButton label="Kopier" keys="mod+c">
          <IconCopy size={16} />
        </IconButton>
      ),
      disabled: (
        <IconButton label="Kopier" disabled>
          <IconCopy size={16} />
        </IconButton>
      ),
    },
  },
  {
    name: 'StatusDot',
    states: {
      neutral: <StatusDot tone="neutral" label="neutral" />,
      info: <StatusDot tone="info" label="info" />,
      good: <StatusDot tone="good" label="good" />,
      warning: <StatusDot tone="warning" label="warning" />,
      bad: <StatusDot tone="bad" label="bad" />,
    },
  },
  {
    name: 'EmptyState',
    states: {
      plain: <EmptyState title="Alt er fordelt" text="Nye saker uten eier dukker opp her." />,
      'icon and action': (
        <EmptyState icon={<IconChecks size={28} />} title="Ingen åpne saker" action={<Button>Ny sak</Button>} />
      ),
      'long words': <EmptyState title={LONG} text={LONG} />,
    },
  },
  {
    name: 'ErrorNote',
    states: {
      plain: <ErrorNote title="Køen kunne ikke hentes." />,
      'with a way on': <ErrorNote title="Køen kunne ikke hentes." text="Prøv igjen." onRetry={() => {}} />,
    },
  },
  {
    name: 'RefusalNote',
    states: {
      'with its rule': <RefusalNote error={appError('fee.live', { rule: 'FEE-3' })} />,
      'with facts': (
        <RefusalNote
          error={appError('case.wrong-state', { rule: 'SHOP-5', facts: { state: 'ready', command: 'repair.start' } })}
        />
      ),
      'with an action': (
        <RefusalNote error={appError('network.offline')} action={<Button variant="default">Prøv igjen</Button>} />
      ),
    },
  },
  {
    name: 'ReasonList',
    states: {
      covered: (
        <ReasonList
          label="Grunner"
          reasons={[
            reason('APPLE-3', 'covered', { purchasedOn: '2024-05-02', until: '2027-05-02', years: 3 }),
            reason('APPLE-7', 'repair', {}),
          ]}
        />
      ),
      'not covered': (
        <ReasonList
          label="Grunner"
          reasons={[
            reason('VOID-3', '', {}),
            reason('VOID-2', '', { until: '2026-05-02', reportedOn: '2026-05-21' }),
            reason('FEE-1', '', { amount: 45000 }),
          ]}
        />
      ),
    },
  },
  {
    name: 'FieldNote',
    states: {
      error: <FieldNote tone="error">Telefonnummeret er for kort.</FieldNote>,
      hint: <FieldNote tone="hint">bør fylles ut</FieldNote>,
    },
  },
  {
    name: 'Section and DefinitionList',
    states: {
      facts: (
        <Section title="Kunde og kontakt" aside={<Button variant="subtle">Rett</Button>}>
          <DefinitionList
            facts={[
              { label: 'Kunde', value: 'Nordfjord kommune' },
              { label: 'Tjenestested', value: LONG },
              { label: 'E-post', value: 'en.veldig.lang.adresse.uten.mellomrom@underavdeling.kommune.example' },
              { label: 'Mobil', value: '+47 912 34 567' },
              { label: 'left out', value: null },
            ]}
          />
        </Section>
      ),
    },
  },
  { name: 'SlowSkeleton', states: { 'after 200 ms': <SlowSkeleton lines={4} /> } },
]

export const CONTROLS: readonly Specimen[] = [
  {
    name: 'Button',
    states: {
      filled: <Button>Motta</Button>,
      default: <Button variant="default">Avbryt</Button>,
      subtle: <Button variant="subtle">Mer</Button>,
      light: <Button variant="light">Vis</Button>,
      disabled: <Button disabled>Motta</Button>,
      loading: <Button loading>Motta</Button>,
      danger: (
        <Button color="red" variant="light">
          Annuller sak
        </Button>
      ),
    },
  },
  {
    name: 'Fields',
    states: {
      empty: <TextInput label="Serienummer" placeholder="C02…" />,
      filled: <TextInput label="Serienummer" defaultValue="C02XK1ABJG5H" />,
      error: <TextInput label="Mobil" defaultValue="91" error="Telefonnummeret er for kort." />,
      disabled: <TextInput label="Saksnummer" value="1042 7731" disabled readOnly />,
      secret: <PasswordInput label="PIN" defaultValue="1234" />,
      choice: <Select label="Land" data={['Norge', 'Sverige']} defaultValue="Norge" />,
      text: <Textarea label="Feilbeskrivelse" autosize minRows={2} defaultValue={LONG} />,
      check: <Checkbox label="Væskeskade" defaultChecked />,
      switch: <Switch label="Kjøpt hos oss" defaultChecked />,
    },
  },
]
