import { beforeAll, describe, expect, test } from 'vitest';
import { testApp } from '#server/testing/testApp.ts';
import { askAll, type Leftovers } from './askAll.ts';
import type { FaultReport } from './faultReport.ts';
import { roleNames } from './upstreamFault.ts';
import { upstreamFaults } from './upstreamFaults.ts';

let reports: FaultReport[] = [];
let leftovers: Leftovers[] = [];

beforeAll(async () => {
  ({ reports, leftovers } = await askAll(upstreamFaults, testApp));
}, 180_000);

function reportOf(id: string, by: string): FaultReport {
  const report = reports.find((candidate) => candidate.fault.id === id && candidate.by === by);
  if (!report) throw new Error(`${id} was not asked by ${by}`);
  return report;
}

describe.for(['stream', 'whole'])('asked by %s', (by) => {
  describe.for(upstreamFaults)('$id', ({ id, ...expected }) => {
    test('run and rows end as they must', () => {
      const report = reportOf(id, by);
      const roleName = roleNames[expected.role ?? 'writer'];
      const own = report.rows.filter((row) => row.role === roleName);
      expect(own.map((row) => row.status)).toEqual(expected.calls);
      expect(own.map((row) => row.attempt)).toEqual(
        expected.calls.map((_, index) => (own[index]?.metadata.repair ? 1 : index + 1)),
      );
      const others = report.rows.filter((row) => row.role !== roleName);
      expect(others.map((row) => row.status)).toEqual(others.map(() => 'done'));
      expect(report.later.metadata.status).toBe(expected.run);
      if (expected.isEstimated !== undefined)
        expect(own.at(-1)?.usage_source).toBe(expected.isEstimated ? 'estimated' : 'provider');
    });

    test('the caller is told the truth', () => {
      const report = reportOf(id, by);
      expect(report.text).toBe(report.later.message);
      if (expected.run === 'done') {
        expect(report).toMatchObject({ httpStatus: 200, ending: 'complete', error: null });
        expect(report.later.metadata.finish_reason).toBe(expected.finishReason ?? 'stop');
        expect(report.text).not.toBe('');
        return;
      }
      expect(report).toMatchObject({ httpStatus: by === 'stream' ? 200 : 503, ending: 'error' });
      expect(report.error).toMatchObject({
        code: expected.code,
        message: expect.stringMatching(/^[A-Z].*\.$/s),
        incident_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        retryable: expect.any(Boolean),
        run_id: report.later.run_id,
      });
      expect(report.error?.message).not.toMatch(secrets);
      expect(report.isIncidentLogged).toBe(true);
    });

    test('the ledger, the tree and the upstream agree on the calls', () => {
      const report = reportOf(id, by);
      const { metadata } = report.later;
      expect(metadata.llm_calls).toBe(report.rows.length);
      const sum = report.rows.reduce((tokens, row) => tokens + (row.total_tokens ?? 0), 0);
      expect(metadata.total_tokens).toBe(sum);
      for (const row of report.rows) {
        expect([...(row.response ?? '')].length).toBeLessThanOrEqual(1_000);
        expect(row.response?.isWellFormed() ?? true).toBe(true);
      }
      if (expected.setting === 'closed port') return;
      const seen = report.witness.map((line) => line.call_id);
      expect(seen.toSorted()).toEqual(report.rows.map((row) => row.call_id).toSorted());
    });
  });
});

const secrets =
  /https?:|127\.0\.0\.1|localhost|\bat \S+:\d+|node_modules|ECONN|select |Error\b|\bundefined\b/;

describe.for(['stream', 'whole'])('in particular, asked by %s', (by) => {
  test.for(['A1 busy', 'A2 busy until a date'])(
    '%s: the next attempt waits as long as it was asked to',
    (id) => {
      const { witness } = reportOf(id, by);
      const [busy, answered] = witness.filter((line) => line.role === 'Answer');
      const waitMs = (answered?.t_mono ?? 0) - (busy?.t_mono ?? 0);
      // an HTTP date has no milliseconds, so up to one second of it is gone already
      expect(waitMs).toBeGreaterThanOrEqual(id === 'A1 busy' ? 2_000 : 1_000);
    },
  );

  test.for(['A5 no headers', 'A5 only pings', 'A6 stall', 'A17 flood', 'A22 slow drip'])(
    '%s: the upstream connection is closed by us',
    (id) => {
      expect(reportOf(id, by).witness.at(-1)?.ended).toBe('client-closed');
    },
  );

  test.for(['A6 stall', 'A7 reset', 'A8 clean end', 'A14 bad JSON', 'A15 error inside', 'A22 slow drip'])(
    '%s: the text that came is kept, and it is what the upstream sent',
    (id) => {
      const { text, witness } = reportOf(id, by);
      expect(text).not.toBe('');
      expect(witness.at(-1)?.text_sent.startsWith(text)).toBe(true);
    },
  );

  test.for(['A17 flood', 'A18 one huge piece'])('%s: no more than the limit is shown', (id) => {
    expect(reportOf(id, by).text.length).toBeLessThanOrEqual(60_000);
  });

  test.for(['A11 zero', 'A11 negative', 'A11 words', 'A11 1e18', 'A11 total is not the sum'])(
    '%s: what the provider said is kept beside what is counted',
    (id) => {
      const row = reportOf(id, by).rows.at(-1);
      expect(row?.metadata.raw_usage).toBeDefined();
      expect(row?.total_tokens).toBe((row?.prompt_tokens ?? 0) + (row?.completion_tokens ?? 0));
      expect(row?.total_tokens).toBeGreaterThan(0);
    },
  );

  test('A12: cached tokens are part of the prompt and paid at their own price', () => {
    const row = reportOf('A12 cached', by).rows.at(-1);
    expect(row).toMatchObject({ prompt_tokens: 1_000, completion_tokens: 10, cached_tokens: 900 });
    expect(row?.cost_nano_usd).toBe(cachedCostNanoUsd);
  });

  test('A13: an unknown price is no price, never 0', () => {
    const { rows, later } = reportOf('A13 no price', by);
    expect(rows.map((row) => row.cost_nano_usd)).toEqual([null, null, null, null]);
    expect(later.metadata).toMatchObject({ unpriced_calls: 4, cost_nano_usd: 0 });
  });

  test('A14: what could not be read is kept for whoever looks into it', () => {
    expect(reportOf('A14 bad JSON', by).rows.at(-1)?.metadata.raw_chunk).toMatch(/^\{"id":/);
  });

  test('A19: a plan of 300 searches is cut to size', () => {
    const { later } = reportOf('A19 300 steps', by);
    const tools = later.metadata.execution_tree.children.flatMap((step) =>
      step.children.filter((child) => child.kind === 'tool'),
    );
    expect(tools.length).toBeLessThanOrEqual(30);
  });

  test('A19: a tool that nobody offered is not called', () => {
    const { later } = reportOf('A19 unknown tool', by);
    expect(JSON.stringify(later.metadata.execution_tree)).not.toContain('drop_tables');
  });

  test('A20: rows have ids of our own', () => {
    const ids = reportOf('A20 one id for all', by).rows.map((row) => row.call_id);
    expect(new Set(ids).size).toBe(4);
  });

  test('A21: a citation of a review that was not read never leaves', () => {
    const { text, later } = reportOf('A21 foreign citation', by);
    expect(text).toBe('Slow sync and crashes [1].');
    expect(later.metadata.citations.map((citation) => citation.n)).toEqual([1]);
  });
});

// 100 tokens at $3, 900 cached ones at $0.30 and 10 at $15 a million: the writer is anthropic/claude-sonnet-4.5
const cachedCostNanoUsd = 100 * 3_000 + 900 * 300 + 10 * 15_000;

test('nothing is left behind: no followers, no runs, no open rows, no open requests', () => {
  for (const { setting, ...left } of leftovers)
    expect({ setting, ...left }).toEqual({ setting, followers: 0, runs: 0, openRows: 0, openRequests: 0 });
});
