/**
 * What the benchmarks run inside the page. A moment counts as painted when a frame whose document already holds what is looked
 * for has been through style, layout and paint: the first task after its animation frame. What the graphics process then does
 * with the frame is left out, here and in what is compared with it.
 */
const HELPERS = `
  const bench = globalThis.bench ??= {};
  bench.now = () => performance.timeOrigin + performance.now();
  bench.afterFrame = (done) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => done(bench.now());
    port1.postMessage(null);
  };
  /** The time at which the first frame is painted in which \`holds\` is true. */
  bench.painted = (holds) => new Promise((resolve) => {
    const look = () => holds() ? bench.afterFrame(resolve) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  });
`

/** Put before the page's own scripts; harmless when it runs twice. */
export const inPage = (script: string): string => `(() => { ${HELPERS} ${script} })()`

export const ROW = '[data-testid="queue-row"]'
export const ACTIVE_ROW = '[data-testid="queue-row"][data-active]'

/** Tells when a selector's first element has been painted; once a page. */
export const tellWhenPainted = (what: string, selector: string): string => `
  if (!bench[${JSON.stringify(what)}]) {
    bench[${JSON.stringify(what)}] = true;
    void bench.painted(() => document.querySelector(${JSON.stringify(selector)}) !== null)
      .then((at) => tellBench(JSON.stringify({ what: ${JSON.stringify(what)}, at })));
  }
`

/** Tells when the answer to the first key has been painted: another row is the active one than before it. Once a page. */
export const tellWhenAnswered = (what: string): string => `
  if (!bench[${JSON.stringify(what)}]) {
    bench[${JSON.stringify(what)}] = true;
    const active = () => document.querySelector(${JSON.stringify(ACTIVE_ROW)});
    addEventListener('keydown', () => {
      const before = active();
      void bench.painted(() => active() !== null && active() !== before)
        .then((at) => tellBench(JSON.stringify({ what: ${JSON.stringify(what)}, at })));
    }, { capture: true, once: true });
  }
`
