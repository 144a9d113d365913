import { type BenchResult, measured } from '../result.ts'
import { withDesk } from './open-desk.ts'
import { releaseBuild } from './release-build.ts'
import { pause } from './walk-about.ts'

const WARM_UP = 50
const ROUNDS = 500

/**
 * Listens to the window's own line to the data process: the first text of each call as the page sends it, so that the
 * benchmark can send the same again under another id, and hear the answer before the page does.
 */
const LISTEN = `
  bench.calls ??= {};
  bench.waiting ??= new Map();
  if (!bench.tapped) {
    bench.tapped = true;
    const send = MessagePort.prototype.postMessage;
    addEventListener('message', (event) => {
      const [port] = event.ports;
      if (!port) return;
      bench.subscriptions = 0;
      bench.send = (text) => send.call(port, text);
      port.postMessage = (data, ...more) => {
        if (typeof data === 'string') {
          const { p } = JSON.parse(data);
          const path = String(p?.u ?? '').replace(/^.*?\\/\\/[^/]*/, '');
          if (path !== '') bench.calls[path] ??= data;
          if (path === '/events/changes') bench.subscriptions += 1;
        }
        return send.call(port, data, ...more);
      };
      port.addEventListener('message', (answer) => {
        if (typeof answer.data !== 'string') return;
        const { i } = JSON.parse(answer.data);
        const done = bench.waiting.get(i);
        if (!done) return;
        answer.stopImmediatePropagation();
        bench.waiting.delete(i);
        done(answer.data.length);
      });
    }, true);
  }
`

/** One call, as often as told, each after the answer to the one before; ms and the length of the last answer. */
const repeat = (path: string, change: string): string => `(async () => {
  const call = JSON.parse(bench.calls[${JSON.stringify(path)}]);
  ${change}
  const took = [];
  let length = 0;
  for (let round = 0; round < ${WARM_UP + ROUNDS}; round++) {
    const id = 'bench-' + ${JSON.stringify(path)} + round;
    const text = JSON.stringify({ ...call, i: id });
    const start = performance.now();
    length = await new Promise((resolve) => { bench.waiting.set(id, resolve); bench.send(text); });
    if (round >= ${WARM_UP}) took.push(performance.now() - start);
  }
  return { took, length };
})()`

type Took = { readonly took: number[]; readonly length: number }

/**
 * A page of 50 rows over the port of the window, and beside it a call that asks for nothing: the same message format, handler
 * and checks, without rows. Sent and heard in the page; drawing is left out. The page's own parsing of the answer is included.
 */
export async function benchIpc({ cases }: { readonly cases: number }): Promise<BenchResult[]> {
  await releaseBuild()
  return withDesk(
    cases,
    async ({ window }) => {
      await pause(2000)
      const empty = await window.evaluate<Took>(repeat('/session/current', ''))
      const page = await window.evaluate<Took>(
        repeat(
          '/queue/list',
          `call.p.b.json.limit = 50; call.p.b.json.queue = 'closed'; call.p.b.json.sort = 'newest';`,
        ),
      )
      const counts = await window.evaluate<Took>(repeat('/queue/counts', ''))
      const lines = await window.evaluate<number>('bench.subscriptions')
      const about = `an empty call over the same port; the page is ${Math.round(page.length / 1024)} kB of text`
      return [
        measured({ name: 'ipc: page of 50', unit: 'ms', ours: page.took, limit: empty.took, goal: null, about }),
        measured({
          name: 'ipc: counts of all queues',
          unit: 'ms',
          ours: counts.took,
          limit: empty.took,
          goal: null,
          about,
        }),
        measured({ name: 'ipc: subscriptions to changes', unit: 'lines', ours: [lines], goal: 1, goalOn: 'figure' }),
      ]
    },
    { inEveryPage: LISTEN },
  )
}
