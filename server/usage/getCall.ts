import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { LlmCall } from '#shared/llmCall.ts';
import { type CallRow, callOf } from './callRow.ts';

/** One call with its whole request and response. @throws AppError `call-not-found` */
export async function getCall(
  em: Em,
  callId: string,
): Promise<LlmCall & { request: unknown; responseText: string | null }> {
  const { rows } = await sql<
    CallRow & { request: unknown; response_text: string | null; instructions: string | null }
  >`
    select c.*, t.request, t.response as response_text, p.instructions
    from llm_calls c
    left join llm_call_texts t on t.call_id = c.call_id
    left join prompt_versions p on p.version = c.metadata->>'prompt_version'
    where c.call_id = ${callId}::uuid`.execute(em.getKysely());
  const row = rows[0];
  if (!row) throw new AppError('call-not-found', 'There is no such call.', { status: 404 });
  const request =
    row.request === null ? null : { instructions: row.instructions, ...(row.request as object) };
  return { ...callOf(row), request, responseText: row.response_text };
}
