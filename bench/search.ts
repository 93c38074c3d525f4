import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { type Database, type Em, openDatabase } from '#server/db/openDatabase.ts';
import { countReviews } from '#server/reviews/countReviews.ts';
import { searchReviews } from '#server/reviews/searchReviews.ts';
import { tidyReviews } from '#server/reviews/tidyReviews.ts';
import { newDatabase } from './newDatabase.ts';
import { makeQueries, makeReviews } from './reviewTexts.ts';

const COMPANY = 'bench';
const HITS = 15;
const QUERIES = 200;
const BATCH = 2_000;

/** One way to answer the same question. */
interface Way {
  name: string;
  ask(em: Em, words: string[]): Promise<unknown>;
}

const anyOf = (words: string[]) =>
  sql.join(
    words.map((word) => sql`text ilike ${`%${word}%`}`),
    sql` or `,
  );

const ways: Way[] = [
  {
    name: 'searchReviews, the best 15',
    ask: (em, words) => searchReviews(em, COMPANY, { query: words.join(' '), limit: HITS }),
  },
  {
    name: 'ILIKE, the newest 15',
    ask: (em, words) =>
      sql`select id, text from reviews where company_id = ${COMPANY} and (${anyOf(words)})
        order by coalesce(reviewed_at, '-infinity'::timestamptz) desc, id limit ${HITS}`.execute(
        em.getKysely(),
      ),
  },
  {
    name: 'countReviews, a theme per word',
    ask: (em, terms) => countReviews(em, COMPANY, { filters: {}, terms, groupBy: 'theme' }),
  },
  {
    name: 'ILIKE, a count per word',
    ask(em, words) {
      const counts = words.map((word) => sql`count(*) filter (where text ilike ${`%${word}%`})`);
      return sql`select ${sql.join(counts)} from reviews where company_id = ${COMPANY}`.execute(
        em.getKysely(),
      );
    },
  },
];

/** Prints how long a search and a count by theme take at size, beside `ILIKE` over the same reviews. */
export async function benchSearch(serverUrl: string | null): Promise<void> {
  console.log(`Searching and counting, ${QUERIES} queries of one to four words, common and rare`);
  const options = { dataDir: '', onWarning: console.warn };
  if (serverUrl !== null) {
    const databaseUrl = await newDatabase(serverUrl, 'bench_search');
    await measure('PostgreSQL', await openDatabase({ ...options, databaseUrl }), 100_000);
  }
  await using pglite = await PGlite.create();
  await measure('PGlite', await openDatabase({ ...options, pglite }), 20_000);
}

async function measure(engine: string, database: Database, reviews: number): Promise<void> {
  try {
    await database.migrate();
    const em = database.fork();
    await fill(em, reviews);
    console.log(
      `\n${line([`${engine}, ${reviews.toLocaleString('en')} reviews`, 'p50 ms', 'p95 ms', 'max ms'])}`,
    );
    for (const way of ways) console.log(line([way.name, ...(await timesOf(way, em))]));
  } finally {
    await database.close();
  }
}

async function fill(em: Em, count: number): Promise<void> {
  const db = em.getKysely();
  await sql`insert into companies (id, name) values (${COMPANY}, 'Bench')`.execute(db);
  const reviews = makeReviews(count);
  for (let from = 0; from < count; from += BATCH) {
    const batch = JSON.stringify(reviews.slice(from, from + BATCH));
    await sql`
      insert into reviews (company_id, id, text, rating, product, language, reviewed_at)
      select ${COMPANY}, id, text, rating, product, language, "reviewedAt"
      from jsonb_to_recordset(${batch}::jsonb)
        as made (id text, text text, rating double precision, product text, language text, "reviewedAt" timestamptz)
    `.execute(db);
  }
  await tidyReviews(em);
}

async function timesOf({ ask }: Way, em: Em): Promise<string[]> {
  const queries = makeQueries(QUERIES).map((query) => query.split(' '));
  for (const words of queries.slice(0, 10)) await ask(em, words);
  const timesMs: number[] = [];
  for (const words of queries) {
    const startedMs = performance.now();
    await ask(em, words);
    timesMs.push(performance.now() - startedMs);
  }
  timesMs.sort((a, b) => a - b);
  return [0.5, 0.95, 1].map((share) =>
    (timesMs[Math.ceil(share * timesMs.length) - 1] ?? Number.NaN).toFixed(1),
  );
}

const line = ([name = '', ...numbers]: string[]) =>
  name.padEnd(36) + numbers.map((number) => number.padStart(10)).join('');
