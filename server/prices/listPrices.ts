import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import { publishedPrice } from '#server/llm/prices.ts';
import type { ModelPrice } from '#shared/priceList.ts';

type Moment = Date | string;

interface UsedModel {
  model: string;
  provider: string;
  costSource: 'provider' | 'table' | 'none';
  lastUsedAt: Moment | null;
}

interface OwnRow {
  priceId: number | string;
  model: string;
  since: Moment;
  recordedAt: Moment;
  input: number | string;
  output: number | string;
  cached: number | string | null;
  reasoning: number | string | null;
  holds: boolean;
}

interface ListParts {
  /** The models that the company's next question would use. */
  models: readonly string[];
  providerOf: (model: string) => string;
}

const iso = (moment: Moment) => new Date(moment).toISOString();
const numberOrNull = (value: number | string | null) => (value === null ? null : Number(value));

/** What the next call of each model is charged: those in use, those of the ledger, those with a price of one's own. */
export async function listPrices(em: Em, companyId: string, parts: ListParts): Promise<ModelPrice[]> {
  const used = new Map((await usedModels(em, companyId)).map((row) => [row.model, row]));
  const own = Map.groupBy(await ownPrices(em, companyId), ({ model }) => model);
  const names = new Set([...parts.models, ...used.keys(), ...own.keys()]);
  return [...names].map((model) => {
    const row = used.get(model);
    const provider = row?.provider ?? providerOrNone(parts, model);
    const prices = own.get(model) ?? [];
    return {
      model,
      provider,
      ...priceNow({ model, provider, saysCost: row?.costSource === 'provider' }, prices),
      lastUsedAt: row?.lastUsedAt ? iso(row.lastUsedAt) : null,
      own: prices.map((price) => ({
        ...ratesOf(price),
        priceId: Number(price.priceId),
        since: iso(price.since),
        recordedAt: iso(price.recordedAt),
      })),
    };
  });
}

function providerOrNone({ providerOf }: ListParts, model: string): string {
  try {
    return providerOf(model);
  } catch {
    // no key reaches it any more, or not yet
    return '';
  }
}

const ratesOf = ({ input, output, cached, reasoning }: OwnRow) => ({
  inputUsdPerMtok: Number(input),
  outputUsdPerMtok: Number(output),
  cachedUsdPerMtok: numberOrNull(cached),
  reasoningUsdPerMtok: numberOrNull(reasoning),
});

type PriceNow = Omit<ModelPrice, 'model' | 'provider' | 'lastUsedAt' | 'own'>;

const unknown: PriceNow = {
  source: 'none',
  publishedAs: null,
  since: null,
  inputUsdPerMtok: null,
  outputUsdPerMtok: null,
  cachedUsdPerMtok: null,
  reasoningUsdPerMtok: null,
  hasTiers: false,
};

function priceNow(
  { model, provider, saysCost }: { model: string; provider: string; saysCost: boolean },
  own: readonly OwnRow[],
): PriceNow {
  const holding = own.find(({ holds }) => holds);
  if (holding) return { ...unknown, source: 'own', since: iso(holding.since), ...ratesOf(holding) };
  if (provider === 'offline') return { ...unknown, source: 'free', inputUsdPerMtok: 0, outputUsdPerMtok: 0 };
  const published = publishedPrice({ provider, model });
  if (published) return { ...published, source: saysCost ? 'provider' : 'table' };
  return { ...unknown, source: saysCost ? 'provider' : 'none' };
}

/** Each model of the ledger with its last call; steps from name to name over the index, so a long ledger costs no more. */
async function usedModels(em: Em, companyId: string): Promise<UsedModel[]> {
  const { rows } = await sql<UsedModel>`
    with recursive names as (
      (select model from llm_calls where company_id = ${companyId} order by model limit 1)
      union all
      select (select model from llm_calls where company_id = ${companyId} and model > names.model
        order by model limit 1) from names where names.model is not null
    )
    select names.model, last.provider, last.cost_source as "costSource", last.created_at as "lastUsedAt"
    from names cross join lateral (
      select provider, cost_source, created_at from llm_calls
      where company_id = ${companyId} and model = names.model order by created_at desc limit 1
    ) last`.execute(em.getKysely());
  return rows;
}

async function ownPrices(em: Em, companyId: string): Promise<OwnRow[]> {
  const { rows } = await sql<OwnRow>`
    select id as "priceId", model, since, recorded_at as "recordedAt", input_usd_per_mtok as input,
      output_usd_per_mtok as output, cached_usd_per_mtok as cached, reasoning_usd_per_mtok as reasoning,
      since <= clock_timestamp() as holds
    from own_prices where company_id = ${companyId} and removed_at is null
    order by since desc, id desc`.execute(em.getKysely());
  return rows;
}
