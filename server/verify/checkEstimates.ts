import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { countTokens, estimatePromptTokens } from '#server/llm/countTokens.ts';
import { splitResponse } from '#shared/splitResponse.ts';
import type { Broken } from './findings.ts';

interface Row {
  id: string;
  call_id: string;
  prompt_tokens: string;
  completion_tokens: string;
  reasoning_tokens: string | null;
  response: string | null;
  request: { messages?: { role: string; content: unknown; tool_calls?: unknown }[]; tools?: unknown[] };
  instructions: string;
}

const PAGE = 200;

/** Counts again what was estimated, over the texts that are still stored. */
export async function checkEstimates(tx: Em, broken: Broken): Promise<void> {
  for (let after = '0'; ; ) {
    const { rows } = await sql<Row>`select c.id::text, c.call_id::text, c.prompt_tokens::text,
        c.completion_tokens::text, c.reasoning_tokens::text, t.response, t.request, p.instructions
      from llm_calls c
      join llm_call_texts t on t.call_id = c.call_id
      join prompt_versions p on p.version = c.metadata->>'prompt_version'
      where c.usage_source = 'estimated' and c.id > ${after}::bigint order by c.id limit ${PAGE}`.execute(
      tx.getKysely(),
    );
    for (const row of rows) if (!isRight(row)) broken(4, row.call_id);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

function isRight(row: Row): boolean {
  const { text, toolCalls } = splitResponse(row.response ?? '');
  const ofTools = toolCalls.reduce(
    (sum, call) => sum + countTokens(call.name) + countTokens(call.arguments),
    0,
  );
  const completion = countTokens(text) + ofTools + Number(row.reasoning_tokens);
  if (Number(row.completion_tokens) !== completion) return false;
  const messages = row.request.messages ?? [];
  // a database gives back the keys of a tool in another order, and so in other tokens
  if (row.request.tools || messages.some((message) => message.tool_calls)) return true;
  const prompt = estimatePromptTokens([{ role: 'system', content: row.instructions }, ...messages]);
  return Number(row.prompt_tokens) === prompt;
}
