import { Input } from '@mantine/core'
import { type ComponentProps, useLayoutEffect, useRef } from 'react'
import { phoneWhileTyped } from '#shared/lib/phone.ts'

type Props = Omit<ComponentProps<typeof Input<'input'>>, 'value' | 'onChange' | 'ref'> & {
  readonly value: string
  readonly onType: (text: string) => void
}

/** Groups a number as it is typed. The caret stays behind the digit that it stood behind, also in the middle of the number. */
export function PhoneInput({ value, onType, ...rest }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const caret = useRef<number | null>(null)
  useLayoutEffect(() => {
    const at = caret.current
    caret.current = null
    if (at !== null && field.current === document.activeElement) field.current?.setSelectionRange(at, at)
  }, [value])
  return (
    <Input
      {...rest}
      ref={field}
      inputMode="tel"
      value={value}
      onChange={(event: { currentTarget: HTMLInputElement }) => {
        const { value: typed, selectionStart } = event.currentTarget
        const grouped = phoneWhileTyped(typed)
        const behind = typed.slice(0, selectionStart ?? typed.length).replaceAll(NO_DIGIT, '').length
        caret.current = grouped === typed ? null : placeBehind(grouped, behind)
        onType(grouped)
      }}
    />
  )
}

const NO_DIGIT = /[^+\d]/g

function placeBehind(grouped: string, digits: number): number {
  let at = 0
  for (let left = digits; left > 0 && at < grouped.length; at++) if (!/[^+\d]/.test(grouped[at] ?? '')) left--
  return at
}
