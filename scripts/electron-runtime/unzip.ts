import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import yauzl from 'yauzl'

const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)

/**
 * Unpacks the entries of a ZIP file for which `targetOf` names a path (relative to `out`), keeping their permissions.
 * An entry that would land outside `out` is an error.
 */
export async function unzip(file: string, out: string, targetOf: (entry: string) => string | undefined): Promise<void> {
  const zip = await open(file, { lazyEntries: true })
  const openStream = promisify(
    zip.openReadStream.bind(zip) as (
      entry: yauzl.Entry,
      done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
    ) => void,
  )
  await new Promise<void>((resolve, reject) => {
    const extract = async (entry: yauzl.Entry): Promise<void> => {
      const target = targetOf(entry.fileName)
      if (target !== undefined) {
        const path = normalize(join(out, target))
        if (!path.startsWith(normalize(out) + sep))
          throw new Error(`${file}: ${entry.fileName} points outside its folder`)
        await mkdir(dirname(path), { recursive: true })
        const mode = (entry.externalFileAttributes >>> 16) & 0o777
        await pipeline(await openStream(entry), createWriteStream(path, { mode: mode || 0o644 }))
      }
      zip.readEntry()
    }
    zip.on('error', reject)
    zip.on('end', resolve)
    zip.on('entry', (entry: yauzl.Entry) => {
      extract(entry).catch(reject)
    })
    zip.readEntry()
  })
}
