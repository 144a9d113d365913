import { renameSync, rmSync, writeFileSync } from 'node:fs'
import type { KeptPicture } from '#shared/contract/first-picture.ts'

/** What the window showed last, beside the files of the people: read before there is a data process, and nothing is lost with it. */
export type PictureFile = { readonly keep: (kept: KeptPicture) => void; readonly drop: () => void }

export const openPictureFile = (file: string): PictureFile => ({
  keep: (kept) => {
    writeFileSync(`${file}.new`, JSON.stringify(kept))
    renameSync(`${file}.new`, file)
  },
  drop: () => {
    for (const each of [file, `${file}.new`]) rmSync(each, { force: true })
  },
})
