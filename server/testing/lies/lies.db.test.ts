import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSample } from '#server/reviews/loadSample.ts';
import { testApp } from '#server/testing/testApp.ts';
import { testDatabase } from '#server/testing/testDatabase.ts';
import type { RunView } from '#shared/runView.ts';
import { cleanStatements } from './cleanStatements.ts';
import { falseNumbers } from './falseNumbers.ts';
import { falseQuotes } from './falseQuotes.ts';
import { lyingModel } from './lyingModel.ts';
import { type Material, readMaterial } from './material.ts';
import { answerOf, type Judged, judgeAnswer } from './oracle.ts';
import type { Statement } from './statement.ts';
import { subjectStatements } from './subjectStatements.ts';

/** What is asked, and what the model makes of it. */
const questions: readonly { question: string; statements: (material: Material) => Statement[] }[] = [
  {
    question: 'What are the top 5 product gaps from negative reviews?',
    statements: (material) => [
      ...falseNumbers(material),
      ...falseQuotes(material),
      ...cleanStatements(material),
    ],
  },
  { question: 'Compare the mobile app and the web app', statements: subjectStatements },
  { question: 'How did ratings change by month?', statements: subjectStatements },
];
/** How the provider cuts an answer into pieces. */
const cuts: Record<string, (text: string) => string[]> = {
  'word by word': (text) => text.match(/\S+\s*|\s+/g) ?? [],
  'in single characters': (text) => [...text],
  'in one piece': (text) => [text],
  'at random': (text) => {
    const lengths = fc.sample(fc.integer({ min: 1, max: 12 }), { numRuns: text.length, seed: 7 });
    let at = 0;
    return lengths.map((length) => text.slice(at, (at += length))).filter((piece) => piece !== '');
  },
};

const judged = new Map<string, Judged[]>();

beforeAll(async () => {
  let statements: Statement[] = [];
  let write: (material: Material) => string[] = () => [];
  await using model = await lyingModel((prompt) => write(readMaterial(prompt)));
  await using database = await testDatabase();
  await loadSample(database.em);
  await using app = await testApp({ database, modelUrl: model.url });
  // every other statement at a time: all of them are longer than an answer may be
  const halves = questions.flatMap((asked) => [0, 1].map((half) => ({ asked, half })));
  for (const [how, cut] of Object.entries(cuts)) {
    for (const { asked, half } of halves) {
      write = (material) => {
        statements = mixed(asked.statements(material)).filter((_, index) => (index % 4) >> 1 === half);
        return cut(answerOf(statements));
      };
      const response = await fetch(`${app.url}/api/v1/chat/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ message: asked.question }),
      });
      const { run_id: runId, message } = await response.json();
      const { rows } = await sql<{ view: RunView }>`select view from runs where id = ${runId}`.execute(
        database.em.getKysely(),
      );
      const found = judgeAnswer(statements, message, rows[0]?.view.checks ?? []);
      judged.set(how, [...(judged.get(how) ?? []), ...found]);
    }
  }
}, 180_000);

/** True and false statements in turn, in an order that is always the same. */
function mixed(statements: readonly Statement[]): Statement[] {
  return (
    fc.sample(fc.shuffledSubarray([...statements], { minLength: statements.length }), {
      numRuns: 1,
      seed: 3,
    })[0] ?? []
  );
}

describe.for(Object.keys(cuts))('an answer that comes %s', (how) => {
  const own = () => judged.get(how) ?? [];
  const told = (statements: readonly Judged[]) =>
    statements.map(({ kind, written, shown }) => `${kind}: ${written} -> ${shown}`);

  test('shows none of its lies', () => {
    const lies = own().filter(({ lie }) => lie !== null);
    expect(lies.length).toBeGreaterThanOrEqual(120);
    expect(new Set(lies.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(24);
    expect(told(lies.filter(({ isLieShown }) => isLieShown))).toEqual([]);
  });

  test('keeps what is true as it was written', () => {
    const clean = own().filter(({ lie }) => lie === null);
    expect(clean.length).toBeGreaterThanOrEqual(100);
    expect(new Set(clean.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
    expect(told(clean.filter(({ isAltered }) => isAltered))).toEqual([]);
  });

  test('reports every correction, over exactly the words that were put right', () => {
    expect(told(own().filter(({ isAccounted }) => !isAccounted))).toEqual([]);
  });
});

test('every false statement is false as it was written', () => {
  const wrong = judged.get('in one piece')?.filter(({ lie, written }) => lie !== null && !lie.test(written));
  expect(wrong).toEqual([]);
});
