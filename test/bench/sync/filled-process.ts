/** Fills an empty file and says what the process had of memory at most: `node filled-process.ts URL FOLDER`. */
import { openDevice, turn } from './device.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const device = await openDevice(url, folder)
const start = performance.now()
await turn(device)
const ms = performance.now() - start
const rows = device.profile.db.value<number>('select count(*) from service_case') ?? 0
process.stdout.write(`${JSON.stringify({ ms, rows, peakKb: process.resourceUsage().maxRSS })}\n`)
await device.close()
