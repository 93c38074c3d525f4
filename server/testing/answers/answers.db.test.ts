import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importReviews } from '#server/reviews/import/importReviews.ts';
import { loadSample } from '#server/reviews/loadSample.ts';
import sampleReviews from '#server/reviews/sampleReviews.json' with { type: 'json' };
import sampleTruth from '#server/reviews/sampleTruth.json' with { type: 'json' };
import { type TestApp, testApp } from '#server/testing/testApp.ts';
import { type TestDatabase, testDatabase } from '#server/testing/testDatabase.ts';
import { type ChatAnswer, chatAnswer } from '#shared/chatAnswer.ts';
import type { RunView } from '#shared/runView.ts';
import { faultsIn } from './faultsIn.ts';
import { miscounted, reviewLister } from './miscounted.ts';
import { type AskedOf, questions } from './questions.ts';

/** A folder with the public review sets `fine_food_1k.csv` and `deca_games_play.csv`; without it only the sample is asked. */
const folder = process.env.REVIEW_SETS;
const sets = [
  { company: 'comp-123', asked: questions.sample, file: null },
  { company: 'food', asked: questions.food, file: 'fine_food_1k.csv' },
  { company: 'games', asked: questions.games, file: 'deca_games_play.csv' },
];

let database: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  database = await testDatabase();
  await loadSample(database.em);
  app = await testApp({ database });
});

afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

async function ask(companyId: string, message: string, sessionId?: string): Promise<ChatAnswer> {
  const response = await fetch(`${app.url}/api/v1/chat/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message, company_id: companyId, ...(sessionId ? { session_id: sessionId } : {}) }),
  });
  return chatAnswer.parse(await response.json());
}

async function askAll(companyId: string, { conversation, alone }: AskedOf): Promise<Map<string, ChatAnswer>> {
  const answers = new Map<string, ChatAnswer>();
  for (const question of conversation)
    answers.set(question, await ask(companyId, question, `${companyId}-talk`));
  for (const question of alone) answers.set(question, await ask(companyId, question));
  return answers;
}

describe.each(sets)('twelve questions to $company', ({ company, asked, file }) => {
  // not in this repository: the sets are other people's
  const isAbsent = file !== null && folder === undefined;
  let answers: Map<string, ChatAnswer>;

  beforeAll(async () => {
    if (isAbsent) return;
    if (file !== null)
      for await (const event of importReviews(
        database.em,
        company,
        createReadStream(join(folder ?? '', file)),
      ))
        void event;
    answers = await askAll(company, asked);
  }, 180_000);

  test.skipIf(isAbsent)('numbers are figures, quotes verbatim, citations valid (REVIEW_SETS)', () => {
    const faults = [...answers].flatMap(([question, answer]) =>
      faultsIn(answer).map((fault) => `${question} ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  test.skipIf(isAbsent)(
    'each figure opens the list of exactly the reviews that it counts (REVIEW_SETS)',
    async () => {
      const list = reviewLister(app.url, company);
      const figures = [...answers.values()].flatMap(({ metadata }) => metadata.figures);
      expect(figures.length).toBeGreaterThan(30);
      expect(await miscounted(figures, list)).toEqual([]);
    },
  );

  test.skipIf(isAbsent)(
    'nothing had to be put right, and no answer took more calls than its kind may (REVIEW_SETS)',
    async () => {
      for (const [question, { run_id: runId, metadata }] of answers) {
        const { rows } = await sql<{ view: RunView }>`select view from runs where id = ${runId}`.execute(
          database.em.getKysely(),
        );
        const view = rows[0]?.view;
        const corrected = view?.checks.filter(({ verdict }) => verdict !== 'confirmed');
        expect({ question, corrected }).toEqual({ question, corrected: [] });
        const output = view?.scope?.output;
        const most = output === undefined ? 1 : output === 'count' || output === 'trend' ? 2 : 4;
        expect({ question, calls: metadata.llm_calls, isFew: metadata.llm_calls <= most }).toMatchObject({
          isFew: true,
        });
      }
    },
  );
});

test('the planted problems lead the answer, each counted to within a tenth of the truth', async () => {
  const { metadata, message } = await ask('comp-123', questions.sample.conversation[0]);
  const planted = {
    'Slow mobile app': 'slow-mobile-app',
    'Crashes on older devices': 'crashes-on-older-devices',
    'Too few integrations': 'few-integrations',
    'Unclear API docs': 'unclear-api-docs',
    'Late notifications and sync': 'notifications-and-sync',
  } as const;
  const negative = new Set(sampleReviews.filter(({ rating }) => rating <= 2).map(({ id }) => id));
  for (const [label, theme] of Object.entries(planted)) {
    const truth = sampleTruth[theme].filter((id) => negative.has(id)).length;
    const count = metadata.figures.find((figure) => figure.label === label)?.count ?? 0;
    expect(message).toContain(`. **${label}**: ${count} of 145 negative reviews`);
    expect({ label, truth, count, isNear: Math.abs(count - truth) <= truth / 10 }).toMatchObject({
      isNear: true,
    });
  }
});
