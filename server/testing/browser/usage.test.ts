import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { formatCount, nanoToUsd } from '#shared/money.ts';
import { answerIsOver, askOnPage } from './askOnPage.ts';
import { browserOfFile } from './browserOfFile.ts';
import { insertUsage } from './insertUsage.ts';
import { type PageUnderTest, pageUnderTest } from './pageUnderTest.ts';
import { lookAtStates } from './states/lookAtStates.ts';
import { usageStates } from './states/usageStates.ts';

const chromium = browserOfFile();
const patient = { timeout: 30_000 };
const inUtc = { timezoneId: 'UTC' };
const month = sql`created_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' - interval '29 days'`;

/** What stands under a name among the figures: the value itself. */
const valueOf = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
    .locator('dd')
    .first();
/** Money to the nano-dollar, as it stands on hover. */
const exactly = (page: Page, name: string) =>
  valueOf(page, name).locator('[title]').first().getAttribute('title');
const search = (page: Page) => new URL(page.url()).searchParams;

/** One row of numbers out of the ledger itself. */
async function fromRows(app: PageUnderTest['app'], select: string, where = month) {
  const { rows } = await sql<Record<string, number | string>>`select ${sql.raw(select)} from llm_calls
    where company_id = 'comp-123' and ${where}`.execute(app.database.em.fork().getKysely());
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]));
}
/** Seven nano-dollars for a model that nobody has asked before. */
async function insertNewCall(app: PageUnderTest['app']): Promise<void> {
  await sql`insert into llm_calls (call_id, model, provider, call_type, status, prompt, total_tokens, usage_source, cost_nano_usd,
      cost_source, user_id, company_id, ended_at, metadata)
    values (gen_random_uuid(), 'vendor/new', 'vendor', 'CHAT', 'done', 'Why?', 10, 'provider', 7, 'table', 'local', 'comp-123', now(), '{}')`.execute(
    app.database.em.fork().getKysely(),
  );
}
const sums = `sum(cost_nano_usd) as cost, sum(total_tokens) as tokens, count(*) filter (where status <> 'rejected') as calls,
  count(*) filter (where status in ('error', 'truncated', 'lost')) as errors, count(distinct run_id) as runs,
  count(*) filter (where status <> 'rejected' and (attempt > 1 or metadata->>'role' = 'Query Planning')) as overhead`;

test('each figure is the sum over its rows, leads to exactly them, and follows new calls by itself', async () => {
  await using browser = await pageUnderTest(chromium(), {}, inUtc);
  const { page, app, complaints } = browser;
  await insertUsage(app.database.em, { questions: 300, days: 50 });
  const rows = await fromRows(app, sums);
  await page.goto(`${app.url}/usage`);
  await expect.poll(() => exactly(page, 'Cost'), patient).toBe(`$${nanoToUsd(rows['cost'] ?? 0)}`);
  expect(await valueOf(page, 'Tokens').innerText()).toContain(formatCount(rows['tokens'] ?? 0));
  expect(await valueOf(page, 'Calls').innerText()).toContain(formatCount(rows['calls'] ?? 0));
  expect(await valueOf(page, 'Errors').innerText()).toContain(formatCount(rows['errors'] ?? 0));
  expect(await exactly(page, 'Cost per question')).toBe(
    `$${nanoToUsd(Math.round((rows['cost'] ?? 0) / (rows['runs'] ?? 1)))}`,
  );
  expect(await valueOf(page, 'How many tokens per question\\?').innerText()).toBe(
    formatCount(Math.round((rows['tokens'] ?? 0) / (rows['runs'] ?? 1))),
  );
  expect(await valueOf(page, 'Which model is used most\\?').innerText()).toBe('openai/gpt-5-nano');

  const leads = async (name: string, calls: number | undefined) => {
    await valueOf(page, name).getByRole('link').click();
    await page.getByRole('table', { name: 'Calls' }).waitFor();
    await expect
      .poll(() => page.getByRole('definition').first().innerText(), patient)
      .toBe(formatCount(calls ?? -1));
    await page.goBack();
    await page.getByRole('heading', { name: 'Cost over time' }).waitFor();
  };
  await leads('Cost', rows['calls']);
  await leads('Errors', rows['errors']);
  await leads('Overhead', rows['overhead']);

  await insertNewCall(app);
  await expect.poll(() => exactly(page, 'Cost'), patient).toBe(`$${nanoToUsd((rows['cost'] ?? 0) + 7)}`);
  await page.getByRole('table', { name: 'Models by cost' }).getByText('vendor/new').waitFor();
  await page.getByText(/Figures were held against the rows at .*: equal/).waitFor();
  expect(complaints).toEqual([]);
});

test('a row narrows the page to itself; what is in force stands in the address, survives a reload and going back', async () => {
  await using browser = await pageUnderTest(chromium(), {}, inUtc);
  const { page, app, complaints } = browser;
  await insertUsage(app.database.em, { questions: 200, days: 50 });
  const ofModel = await fromRows(app, sums, sql`${month} and model = 'openai/gpt-5'`);
  const ofBoth = await fromRows(app, sums, sql`${month} and model = 'openai/gpt-5' and user_id = 'chloe'`);
  const cost = (sum: Record<string, number>) => `$${nanoToUsd(sum['cost'] ?? 0)}`;
  await page.goto(`${app.url}/usage`);
  await page
    .getByRole('table', { name: 'Models by cost' })
    .getByRole('link', { name: 'openai/gpt-5', exact: true })
    .click();
  await expect.poll(() => exactly(page, 'Cost'), patient).toBe(cost(ofModel));
  await page.getByRole('button', { name: 'User', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: /^chloe/ }).click();
  await expect.poll(() => exactly(page, 'Cost'), patient).toBe(cost(ofBoth));
  await page.getByRole('button', { name: 'By role' }).click();
  await page.getByRole('button', { name: 'Tokens', exact: true }).click();
  await page.getByRole('heading', { name: 'Tokens over time' }).waitFor();
  await page.reload();
  await expect.poll(() => exactly(page, 'Cost'), patient).toBe(cost(ofBoth));
  expect(Object.fromEntries(search(page))).toMatchObject({
    model: 'openai/gpt-5',
    user: 'chloe',
    by: 'role',
    measure: 'tokens',
  });
  expect(await page.getByRole('button', { name: 'By role' }).getAttribute('aria-pressed')).toBe('true');
  for (let step = 0; step < 3; step++) await page.goBack();
  await expect.poll(() => exactly(page, 'Cost'), patient).toBe(cost(ofModel));
  await page
    .getByRole('table', { name: 'Models by cost' })
    .getByRole('link', { name: 'openai/gpt-5', exact: true })
    .click();
  await expect.poll(() => search(page).get('model'), patient).toBe(null);
  await page.getByRole('button', { name: '7 days' }).click();
  await expect.poll(() => search(page).get('range'), patient).toBe('7d');
  expect(complaints).toEqual([]);
});

test('a chart is a table and a file too, with the same numbers as the rows, day by day', async () => {
  await using browser = await pageUnderTest(chromium(), {}, inUtc);
  const { page, app, complaints } = browser;
  await insertUsage(app.database.em, { questions: 120, days: 20 });
  await sql`update llm_calls set model = '=cmd|calc' where model = 'openai/gpt-5'`.execute(
    app.database.em.fork().getKysely(),
  );
  await page.goto(`${app.url}/usage?range=7d`);
  const chart = page.getByRole('region', { name: 'Cost over time' });
  await chart.getByRole('application').waitFor();
  await chart.getByRole('application').focus();
  await page.keyboard.press('ArrowRight');
  await chart.getByText(/^\w+ \d+, \d{4}/).waitFor();
  await chart.getByRole('button', { name: 'Table' }).click();
  const days = chart.getByRole('row');
  expect(await days.count()).toBe(8);
  const { rows } = await sql<{
    day: string;
    cost: string | number;
  }>`select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day,
      sum(cost_nano_usd) as cost from llm_calls group by 1`.execute(app.database.em.fork().getKysely());
  const saved = page.waitForEvent('download');
  await chart.getByRole('button', { name: 'CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('usage_cost_usd_by_model.csv');
  const [head = [], ...lines] = parse(await readFile(await file.path(), 'utf8')) as string[][];
  expect(head).toContain("'=cmd|calc");
  expect(lines).toHaveLength(7);
  const shown = await days.last().getByRole('cell').last().getAttribute('title');
  expect(lines.at(-1)?.at(-1)).toBe(shown);
  for (const line of lines) {
    const day = rows.find((row) => row.day === line[0]?.slice(0, 10));
    expect(line.at(-1)).toBe(nanoToUsd(Number(day?.cost ?? 0)));
  }
  await days.nth(4).getByRole('link').click();
  await expect.poll(() => search(page).get('until'), patient).toBe(lines[3]?.[0]?.slice(0, 10));
  await expect.poll(() => exactly(page, 'Cost'), patient).toBe(`$${lines[3]?.at(-1)}`);
  await page.goBack();
  await expect.poll(() => days.count(), patient).toBe(8);
  await chart.getByRole('button', { name: 'Table' }).click();
  const bars = chart.getByRole('application');
  // today may have begun a moment ago: yesterday's bar is the last but one of seven
  const barOfYesterday = async () => {
    const { width } = (await bars.boundingBox()) ?? { width: 0 };
    return { x: width - (1.5 * (width - 60)) / 7, y: 100 };
  };
  await expect
    .poll(async () => {
      await bars.hover({ position: await barOfYesterday() });
      return chart.getByText(/^\w+ \d+, \d{4}/).isVisible();
    }, patient)
    .toBe(true);
  await bars.click({ position: await barOfYesterday() });
  await expect.poll(() => exactly(page, 'Cost'), patient).toBe(`$${lines.at(-2)?.at(-1)}`);
  expect(complaints).toEqual([]);
});

test('where nothing costs anything, tokens tell the questions apart; the dearest leads to its answer', async () => {
  await using browser = await pageUnderTest(chromium(), { env: { OFFLINE_PACE: '0' } }, inUtc);
  const { page, complaints } = browser;
  await askOnPage(page, 'What do happy customers praise?');
  await answerIsOver(page);
  await page.getByRole('link', { name: 'Usage', exact: true }).click();
  await page.getByRole('region', { name: 'Tokens over time' }).getByRole('application').waitFor();
  expect(await valueOf(page, 'Cost').innerText()).toContain('$0');
  await page
    .getByRole('table', { name: 'Questions with most tokens' })
    .getByRole('link', { name: /praise/ })
    .click();
  await page.waitForURL(/\/s\/.*run=/);
  await page.getByRole('region', { name: 'Execution tree' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a server that does not answer is said so, and asked again; figures that are there stay', async () => {
  await using browser = await pageUnderTest(chromium(), {}, inUtc);
  const { page, app, complaints } = browser;
  await insertUsage(app.database.em, { questions: 20, days: 5 });
  await page.goto(`${app.url}/usage`);
  await page.getByRole('table', { name: 'Dearest questions' }).waitFor();
  await page.route('**/trpc/**usage.**', (route) => route.abort());
  const refused = page.waitForEvent('requestfailed');
  await insertNewCall(app);
  await refused;
  await expect.poll(() => exactly(page, 'Cost'), patient).toMatch(/^\$/);
  await page.getByRole('button', { name: '7 days' }).click();
  await page.getByText('Choose another time, or try again.').waitFor();
  await page.unroute('**/trpc/**usage.**');
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.getByRole('table', { name: 'Dearest questions' }).waitFor();
  expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([]);
});

test('a made-up month shows what the page looks like, says so, and is taken away again', async () => {
  await using browser = await pageUnderTest(chromium(), {}, inUtc);
  const { page, app, complaints } = browser;
  await page.goto(`${app.url}/usage`);
  await page.getByRole('button', { name: 'Load a sample month' }).click();
  await page.getByText('These are made-up calls').waitFor();
  await page.getByRole('table', { name: 'Dearest questions' }).getByText(/\?$/).first().waitFor();
  expect(await page.getByRole('table', { name: 'Users by cost' }).getByRole('row').count()).toBe(7);
  await page.getByRole('button', { name: 'Remove them' }).click();
  await page.getByText('Nothing was used yet').waitFor();
  expect(search(page).get('company')).toBe(null);
  const { rows } = await sql`select 1 from llm_calls`.execute(app.database.em.fork().getKysely());
  expect(rows).toEqual([]);
  expect(complaints).toEqual([]);
});

test('nothing used yet, nothing in this time, and an address of nonsense each say what to do', async () => {
  await using browser = await pageUnderTest(chromium(), {}, inUtc);
  const { page, app, complaints } = browser;
  await page.goto(`${app.url}/usage?range=ever&since=1234&zone=Mars%2FBase&status=fine&by=7&measure=joy`);
  await page.getByText('Nothing was used yet').waitFor();
  expect(await page.getByRole('button', { name: '30 days' }).getAttribute('aria-pressed')).toBe('true');
  await insertUsage(app.database.em, { questions: 3, days: 1 });
  await page.goto(`${app.url}/usage?since=2026-01-02&until=2026-01-03&model=vendor%2Fnone`);
  await page.getByText('No call in this time with these filters').waitFor();
  await page.getByRole('button', { name: 'Show all time' }).click();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.getByRole('heading', { name: 'Cost over time' }).waitFor();
  expect(complaints).toEqual([]);
});

test('every state of the page is free of barriers, in light and dark, on a wide and a narrow screen', async () => {
  await using browser = await pageUnderTest(chromium(), {}, { ...inUtc, reducedMotion: 'reduce' });
  const { page, app, complaints } = browser;
  await insertUsage(app.database.em, { questions: 60, days: 40 });
  await page.reload();
  const looks = await lookAtStates(page, usageStates);
  expect(looks.faults).toEqual([]);
  expect(looks.count).toBe(4 * usageStates.length);
  // the browser itself tells of what is refused
  expect(complaints.filter((complaint) => !complaint.includes('status of 400'))).toEqual([]);
}, 400_000);
