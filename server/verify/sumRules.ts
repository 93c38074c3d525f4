import { sql } from 'kysely';
import type { Rule } from './rule.ts';

/** Dollars per million tokens are thousands of nano-dollars per token; dollars per thousand requests, millions. */
const NANO_PER_TOKEN = 1_000;
const NANO_PER_REQUEST = 1_000_000;

const rate = (key: string) => sql`coalesce((price->>${key})::numeric, 0)`;
const reasoning = sql`least(coalesce(reasoning_tokens, 0), completion_tokens)`;

/**
 * The cost again, by the database's own exact decimals and by nothing but the row: shares no code with what priced
 * the call. `round` on numeric rounds half away from zero, which for money that is never negative is half up.
 */
const oracle = sql`case
  when price is null then null
  when price->>'free' = 'true' then 0
  when price ? 'provider_cost_usd' then round((price->>'provider_cost_usd')::numeric * 1000000000)
  else round(
    ((prompt_tokens - coalesce(cached_tokens, 0)) * ${rate('input_usd_per_mtok')}
      + coalesce(cached_tokens, 0) * ${rate('cached_usd_per_mtok')}
      + (completion_tokens - ${reasoning}) * ${rate('output_usd_per_mtok')}
      + ${reasoning} * coalesce((price->>'reasoning_usd_per_mtok')::numeric, ${rate('output_usd_per_mtok')})
    ) * ${NANO_PER_TOKEN}::numeric + ${rate('usd_per_thousand_requests')} * ${NANO_PER_REQUEST}::numeric)
  end`;

/** Money, row by row. */
export const sumRules: Rule[] = [
  {
    invariant: 9,
    broken: sql`select call_id::text as id from llm_calls where status <> 'open' and (
      cost_nano_usd is distinct from ${oracle}
      or (cost_nano_usd is null) <> (price is null) or (cost_nano_usd is null) <> (cost_source = 'none')
      or cost_usd is distinct from cost_nano_usd::numeric / 1000000000)`,
  },
];
