import { type Sql, sqlOf } from './case-filter.ts'
import { codeQuery, numberIn, wordQuery } from './search.ts'

/** What a text finds: each arm answers rowids as `rid`, newest first or oldest first without sorting. */
export function textArms(text: string): Sql[] {
  const words = wordQuery(text)
  const code = codeQuery(text)
  const number = numberIn(text)
  return [
    ...(words === null ? [] : [sqlOf('select rowid as rid from case_text where case_text match ?', words)]),
    ...(code === null ? [] : [sqlOf('select rowid as rid from case_code where case_code match ?', code)]),
    ...(number === null
      ? []
      : [
          sqlOf(
            'select rid from service_case indexed by case_by_number where number = ? and number is not null',
            number.number,
          ),
        ]),
  ]
}
