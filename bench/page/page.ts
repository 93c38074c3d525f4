import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { build } from 'vite';
import { z } from 'zod';
import { buildPage } from '#server/buildPage.ts';
import { openBrowser } from '#server/testing/browser/openBrowser.ts';
import { unpinSelf } from '../cores.ts';
import { answerServer } from './answerServer.ts';

const tokens = 10_000;
const tokensPerSecond = 500;
/** The answers after the first come faster: what they leave behind is the same. */
const fastTokensPerSecond = 5_000;
const answers = 20;

/** What a page took for one answer. */
interface PageCost {
  /** By the clock, as a person meets them. */
  longTasks: number[];
  /** By the time that the page's own thread worked: what other programs took is not in it. */
  busyTasks: number[];
  /** How often the text was drawn. */
  drawings: number;
  scriptMs: number;
  taskMs: number;
  layoutMs: number;
  /** What is shown in the end. */
  text: string;
}

/** Prints what a long answer costs the page while it comes, beside one that parses all of it again with every piece. */
export async function benchPage(): Promise<void> {
  unpinSelf();
  await using undo = new AsyncDisposableStack();
  const folder = undo.adopt(await mkdtemp(join(tmpdir(), 'candor-bench-')), (path) =>
    rm(path, { recursive: true, force: true }),
  );
  const peerFolder = join(folder, 'peer');
  const root = fileURLToPath(new URL('peer', import.meta.url));
  await build({ root, configFile: false, base: '/peer/', logLevel: 'error', build: { outDir: peerFolder } });
  const pageFolder = await buildPage(console.log);
  const dataDir = join(folder, 'data');
  const server = undo.use(await answerServer({ pageFolder, peerFolder, dataDir, tokens }));
  const browser = undo.adopt(await openBrowser(), (opened) => opened.close());
  console.log(`An answer of ${tokens} tokens at ${tokensPerSecond} tokens/s, with a tree of 60 nodes`);

  const ways = [
    { name: 'Candor', path: (runId: string) => `/s/${runId}`, over: 'article a[href*="/calls"]' },
    { name: 'react-markdown, all of it again', path: (runId: string) => `/peer/#${runId}`, over: '#over' },
  ];
  for (const { name, path, over } of ways) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(180_000);
    await page.goto(`${server.url}/peer/#none`);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const runId = await server.addRun(tokensPerSecond);
    const cost = await costOf({
      browser,
      page,
      devtools,
      url: `${server.url}${path(runId)}`,
      isOver: () => server.isOver(runId),
      over,
    });
    report(name, cost);
    await page.close();
  }

  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(180_000);
  const devtools = await page.context().newCDPSession(page);
  await page.goto(server.url);
  const heaps: number[] = [];
  for (let answer = 0; answer < answers; answer += 1) {
    const runId = await server.addRun(fastTokensPerSecond);
    // within the page, as a person goes from one conversation to the next
    await page.evaluate((path) => {
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `/s/${runId}`);
    await page.locator('article a[href*="/calls"]').waitFor();
    heaps.push(await heapOf(devtools));
  }
  const megabytes = (bytes = Number.NaN) => `${(bytes / 1_048_576).toFixed(1)} MB`;
  console.log(
    `Heap of the page after 1, 2, 5, 10, 20 such answers: ${[1, 2, 5, 10, 20].map((n) => megabytes(heaps[n - 1])).join(', ')}\n`,
  );
}

interface Measured {
  browser: Browser;
  page: Page;
  devtools: CDPSession;
  url: string;
  isOver: () => Promise<void>;
  /** What is on the page once the answer is over. */
  over: string;
}

async function costOf({ browser, page, devtools, url, isOver, over }: Measured): Promise<PageCost> {
  await page.addInitScript(() => {
    const longTasks: number[] = [];
    const drawings = { count: 0 };
    Object.assign(globalThis, { longTasks, drawings });
    // a page that cannot keep up draws less often, and takes less for it
    new MutationObserver((changes) => {
      if (changes.some(({ target }) => target.parentElement?.closest('.prose, #root > main')))
        drawings.count += 1;
    }).observe(document, { subtree: true, childList: true, characterData: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  await page.goto('about:blank');
  await page.goto(url);
  // what it takes to load the page is not what an answer takes
  await page.locator('main p').first().waitFor();
  await page.evaluate(() => Object(Reflect.get(globalThis, 'longTasks')).splice(0));
  const before = await metricsOf(devtools);
  await browser.startTracing(page, { categories: ['toplevel'] });
  await isOver();
  await page.locator(over).waitFor();
  const busyTasks = busyTasksOf(await browser.stopTracing());
  const after = await metricsOf(devtools);
  const longTasks = await page.evaluate((): number[] => Reflect.get(globalThis, 'longTasks'));
  const ms = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1_000;
  return {
    longTasks,
    busyTasks,
    drawings: await page.evaluate((): number => Reflect.get(globalThis, 'drawings').count),
    scriptMs: ms('ScriptDuration'),
    taskMs: ms('TaskDuration'),
    layoutMs: ms('LayoutDuration') + ms('RecalcStyleDuration'),
    text: await page.locator('main').innerText(),
  };
}

const traceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  args: z.object({ name: z.unknown() }).partial().optional(),
  /** Microseconds that the thread worked. */
  tdur: z.number().optional(),
});

/** Milliseconds that each task of a page's own thread worked, of those over 50. */
function busyTasksOf(trace: Buffer): number[] {
  const { traceEvents } = z.object({ traceEvents: traceEvent.array() }).parse(JSON.parse(trace.toString()));
  const thread = ({ pid, tid }: { pid: number; tid: number }) => `${pid} ${tid}`;
  const pages = new Set(traceEvents.filter(({ args }) => args?.name === 'CrRendererMain').map(thread));
  return traceEvents
    .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && pages.has(thread(event)))
    .map(({ tdur = 0 }) => tdur / 1_000)
    .filter((ms) => ms > 50);
}

async function metricsOf(devtools: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

function report(name: string, cost: PageCost): void {
  const { longTasks, busyTasks, drawings, scriptMs, taskMs, layoutMs, text } = cost;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
  const tasks = (all: number[]) =>
    all.length === 0 ? 'none' : `${all.length}, the longest ${Math.max(...all).toFixed(0)} ms`;
  console.log(`${name}
  tasks that worked over 50 ms: ${tasks(busyTasks)}; that took over 50 ms by the clock, others' work on the cores in it: ${tasks(longTasks)}
  drawn ${drawings} times; work of the page's thread: scripting ${seconds(scriptMs)}, ${(scriptMs / drawings).toFixed(1)} ms a time, style and layout ${seconds(layoutMs)}, all ${seconds(taskMs)}; ${text.length} characters shown`);
}
