import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'

/** A record of the file with its row as a spreadsheet counts: the header is row 1. */
export type FileRow = { readonly row: number; readonly record: Readonly<Record<string, string>> }

/** Thrown when the file itself cannot be read as the mapping says. */
export class UnreadableFile extends Error {}

/** Streams a CSV with a header; quoted multi-line text, a byte-order mark and ragged rows are taken as they are. */
export async function* readRows(file: string, columns: readonly string[]): AsyncGenerator<FileRow> {
  const parser = createReadStream(file).pipe(
    parse({
      columns: (header: string[]) => withColumns(header, columns),
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }),
  )
  let row = 1
  for await (const record of parser) {
    row += 1
    yield { row, record: record as Record<string, string> }
  }
  if (row === 1) throw new UnreadableFile('the file has no rows below its header')
}

function withColumns(header: string[], columns: readonly string[]): string[] {
  const lacking = columns.filter((column) => !header.includes(column))
  if (lacking.length > 0)
    throw new UnreadableFile(`the file lacks the column ${lacking.join(', ')}; it has ${header.join(', ')}`)
  return header
}
