import { sql } from 'kysely';
import { isSmallTalk } from '#server/agents/smallTalk.ts';
import type { Em } from '#server/db/openDatabase.ts';
import { costOfRole, costOfTokens, type RoleTokens, sumOrNull } from '#server/usage/wouldCost.ts';
import type { Role } from '#shared/llmCall.ts';
import type { RunEstimate } from '#shared/runEstimate.ts';

/** So many of the last calls are looked at, and of the answers among them so many are taken. */
const lastCalls = 400;
const lastAnswers = 20;

/** Where nothing of the kind was answered yet: the medians of 20 questions over the sample with the offline engine. */
const usual: RoleTokens[] = [
  { role: 'Query Planning', promptTokens: 664, completionTokens: 66 },
  { role: 'RAG Retrieval', promptTokens: 669, completionTokens: 11 },
  { role: 'Data Analysis', promptTokens: 1_846, completionTokens: 153 },
  { role: 'Answer', promptTokens: 1_512, completionTokens: 274 },
];
const usualTalk: RoleTokens[] = [{ role: 'Answer', promptTokens: 387, completionTokens: 31 }];

interface EstimateInput {
  companyId: string;
  sessionId?: string | undefined;
  message?: string | undefined;
}

export interface EstimateParts {
  models: Record<Role, string>;
  providerOf: (model: string) => string;
}

/** An answer's tokens by role, and whether it had any before it. */
interface Answered {
  runId: string;
  followsUp: boolean;
  cost: number | null;
  used: RoleTokens[];
}

/**
 * What answering a message will take: the medians of the company's last answers of its kind (talk, a first question, a
 * follow-up) by the models now in use; where there are none, what such answers usually take at today's prices.
 */
export async function estimateRun(em: Em, input: EstimateInput, parts: EstimateParts): Promise<RunEstimate> {
  const { alike, used } = await likelyCalls(em, input, parts);
  if (alike.length > 0) {
    const costs = alike.flatMap(({ cost }) => (cost === null ? [] : [cost]));
    const would = alike.map(({ used }) => costOfTokens(used));
    const costNanoUsd = costs.length === 0 ? null : median(costs);
    const wouldCosts = would.flatMap((one) => (one.costNanoUsd === null ? [] : [one.costNanoUsd]));
    return {
      totalTokens: median(alike.map(({ used }) => tokensOf(used))),
      costNanoUsd,
      wouldCost:
        costNanoUsd === 0 && wouldCosts.length > 0
          ? { costNanoUsd: median(wouldCosts), models: would[0]?.models ?? [] }
          : null,
      basedOn: alike.length,
    };
  }
  const costNanoUsd = sumOrNull(
    used.map((tokens) => {
      const model = parts.models[tokens.role];
      return costOfRole(tokens, model, parts.providerOf(model));
    }),
  );
  return {
    totalTokens: tokensOf(used),
    costNanoUsd,
    wouldCost: costNanoUsd === 0 ? costOfTokens(used) : null,
    basedOn: 0,
  };
}

/** The company's last answers of a message's kind, and the calls of the middle one; without any, what is usual. */
export async function likelyCalls(
  em: Em,
  input: EstimateInput,
  parts: Pick<EstimateParts, 'models'>,
): Promise<{ alike: Answered[]; used: RoleTokens[] }> {
  const isTalk = input.message !== undefined && isSmallTalk(input.message);
  const followsUp = await hasAnswers(em, input);
  const alike = (await lastAnswersOf(em, input.companyId, Object.values(parts.models)))
    .filter((run) => run.used.every(({ role }) => role === 'Answer') === isTalk)
    .filter((run) => isTalk || run.followsUp === followsUp)
    .slice(0, lastAnswers);
  const middle = alike.toSorted((a, b) => tokensOf(a.used) - tokensOf(b.used))[Math.floor(alike.length / 2)];
  return { alike, used: middle?.used ?? (isTalk ? usualTalk : usual) };
}

async function hasAnswers(em: Em, { companyId, sessionId }: EstimateInput): Promise<boolean> {
  if (sessionId === undefined) return false;
  const { rows } = await sql`select from runs
    where company_id = ${companyId} and session_id = ${sessionId} and status = 'done' limit 1`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}

async function lastAnswersOf(em: Em, companyId: string, models: string[]): Promise<Answered[]> {
  const { rows } = await sql<Record<string, string | number | boolean | null>>`
    select r.id, c.metadata->>'role' as role, c.prompt_tokens as prompt, c.completion_tokens as completion,
      c.cost_nano_usd as cost, c.model = any(${models}) as is_ours,
      exists (select from runs e where e.company_id = r.company_id and e.session_id = r.session_id
        and e.created_at < r.created_at and e.status = 'done') as follows_up
    from (select * from llm_calls where company_id = ${companyId} and run_id is not null
      order by id desc limit ${lastCalls}) c
    join runs r on r.id = c.run_id and r.status = 'done'
    where c.total_tokens is not null order by c.id desc`.execute(em.getKysely());
  const runs = [...Map.groupBy(rows, (row) => row.id)];
  // the oldest may lack the calls that lie beyond the limit
  const whole = rows.length < lastCalls ? runs : runs.slice(0, -1);
  return whole
    .filter(([, calls]) => calls.every((call) => call.is_ours))
    .map(([id, calls]) => ({
      runId: String(id),
      followsUp: calls[0]?.follows_up === true,
      cost: sumOrNull(calls.map(({ cost }) => (cost === null ? null : Number(cost)))),
      used: calls.map((call) => ({
        role: call.role as Role,
        promptTokens: Number(call.prompt),
        completionTokens: Number(call.completion),
      })),
    }));
}

const tokensOf = (used: readonly RoleTokens[]) =>
  used.reduce((sum, { promptTokens, completionTokens }) => sum + promptTokens + completionTokens, 0);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
