import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { HostilePayload } from './hostilePayloads.ts';
import { hostileRun } from './hostileRun.ts';

/** What was written for a batch of payloads, to be opened on the page; each list in the order of the payloads. */
export interface HostileBatch {
  companyId: string;
  /** A conversation with an answer for each of them. */
  sessionId: string;
  callIds: string[];
  reviewIds: string[];
  /** Companies that are called so, and whose worst product is. */
  companyIds: string[];
}

/** Writes a company whose reviews, conversations, runs and calls say the payloads in each of their fields, and nothing else. */
export async function insertHostile(
  em: Em,
  companyId: string,
  payloads: readonly HostilePayload[],
): Promise<HostileBatch> {
  const db = em.getKysely();
  const insert = async (into: RawBuilder<unknown>, rows: readonly RawBuilder<unknown>[]) => {
    await sql`insert into ${into} values ${sql.join(rows)}`.execute(db);
  };
  const companyIds = payloads.map((_, index) => `${companyId}-${index}`);
  const short = payloads.map(({ text }) => text.slice(0, 500).toWellFormed());
  await insert(sql`companies (id, name)`, [
    sql`(${companyId}, ${short[0] ?? ''})`,
    ...short.map((name, index) => sql`(${companyIds[index]}, ${name})`),
  ]);
  // three negative reviews of one product and one of another: a question about the first is suggested
  await insert(
    sql`reviews (company_id, id, text, rating, product)`,
    short.flatMap((product, index) =>
      ['1', '2', '3', 'other'].map(
        (id) => sql`(${companyIds[index]}, ${id}, ${product}, 1, ${id === 'other' ? 'Other' : product})`,
      ),
    ),
  );
  await insert(
    sql`imports (company_id, request_id, fingerprint, filename, user_id, status, added)`,
    short.map((filename) => sql`(${companyId}, ${filename}, ${filename}, ${filename}, 'local', 'done', 1)`),
  );
  await insert(
    sql`reviews (company_id, id, text, title, rating, product, source, author, language, reviewed_at)`,
    payloads.map(({ text }, index) => {
      const field = short[index] ?? '';
      return sql`(${companyId}, ${field}, ${text}, ${field}, 1, ${field}, ${field}, ${field}, ${field.slice(0, 35)}, now())`;
    }),
  );
  const sessionId = 'hostile';
  await insert(sql`sessions (company_id, id, user_id, title)`, [
    sql`(${companyId}, ${sessionId}, 'local', ${short.at(-1) ?? ''})`,
    ...short.map((title, index) => sql`(${companyId}, ${`hostile-${index}`}, ${title}, ${title})`),
  ]);
  const runs = payloads.map((payload) => hostileRun(payload, companyId, sessionId));
  for (const run of runs) {
    const scope = JSON.stringify({ products: run.scope?.filters.products });
    await insert(
      sql`runs (id, company_id, session_id, user_id, request_hash, question, status, view, scope, ended_at)`,
      [
        sql`(${run.runId}, ${companyId}, ${sessionId}, 'local', 'hash', ${run.question}, 'failed', ${JSON.stringify(run)}::json, ${scope}::json, now())`,
      ],
    );
  }
  const callIds = payloads.map(() => randomUUID());
  await insert(
    sql`llm_calls (call_id, model, provider, upstream_model, call_type, status, prompt, response, session_id, user_id, company_id, run_id, error_code, error_message, finish_reason, ended_at, metadata)`,
    payloads.map((_, index) => {
      const field = short[index] ?? '';
      const metadata = JSON.stringify({ agent: field, role: field, facts: { [field]: field } });
      return sql`(${callIds[index]}::uuid, ${field}, ${field}, ${field}, 'CHAT', 'error', ${field}, ${field}, ${sessionId}, ${field}, ${companyId}, ${runs[index]?.runId}, ${field}, ${field}, ${field}, now(), ${metadata}::jsonb)`;
    }),
  );
  await insert(
    sql`llm_call_texts (call_id, request, response)`,
    payloads.map(({ text }, index) => {
      const said = text.slice(0, 100_000);
      const request = JSON.stringify({
        model: said,
        messages: [{ role: 'user', content: said }],
        tools: [{ type: 'function', function: { name: short[index], description: said, parameters: {} } }],
      });
      return sql`(${callIds[index]}::uuid, ${request}::jsonb, ${said})`;
    }),
  );
  return { companyId, sessionId, callIds, reviewIds: short, companyIds };
}
