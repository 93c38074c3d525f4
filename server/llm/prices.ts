import { calcPrice, findProvider, type ModelInfo, type ModelPrice } from '@pydantic/genai-prices';
import type { CallPrice as ExpectedPrice } from '#shared/callPrice.ts';
import type { Usage } from '#shared/llmCall.ts';
import { NANO_PER_USD } from '#shared/money.ts';
import type { OwnPrice } from '#shared/ownPrice.ts';
import { type Decimal, parseDecimal, sumOfProducts } from './decimal.ts';

/** A model, and whatever decides what it costs. */
export interface PricedModel {
  /** As in the route: `openai`, `anthropic`, `openrouter`, `offline`, else the host of the endpoint. */
  provider: string;
  /** As asked for, `vendor/model`. */
  model: string;
  /** The company's own price of the model. */
  own?: OwnPrice | null;
}

interface PricedCall extends PricedModel {
  /** What the provider said it used; its price comes first. */
  upstreamModel: string | null;
  usage: Usage | null;
  /** The provider's own figure in dollars, if it gave one. */
  providerCostUsd: string | number | null;
  /** When the call was made: prices change, and some depend on the hour. */
  at: Date;
}

interface CallPrice {
  /** Null when no price is known; never 0 for want of one. */
  costNanoUsd: number | null;
  costSource: 'provider' | 'table' | 'none';
  /** What was applied, so that the sum can be done again years later. */
  price: Record<string, unknown> | null;
}

const unpriced: CallPrice = { costNanoUsd: null, costSource: 'none', price: null };

/**
 * What one call cost, in integer nano-dollars. A price of one's own wins, then the provider's own figure; else the
 * published price of the model at the time of the call, times this call's tokens. Exact decimals throughout, rounded
 * half up once.
 */
export function priceCall(call: PricedCall): CallPrice {
  if (call.own) return priceByOwn(call, call.own) ?? unpriced;
  if (call.provider === 'offline') return { costNanoUsd: 0, costSource: 'table', price: { free: true } };
  return priceByProvider(call.providerCostUsd) ?? priceByTable(call) ?? unpriced;
}

function priceByProvider(costUsd: string | number | null): CallPrice | null {
  const exact = costUsd === null ? null : parseDecimal(costUsd);
  if (!exact) return null;
  const costNanoUsd = safeNumber(sumOfProducts([{ factor: exact, count: BigInt(NANO_PER_USD) }]));
  if (costNanoUsd === null) return null;
  return { costNanoUsd, costSource: 'provider', price: { provider_cost_usd: String(costUsd) } };
}

/** What the published table charges for a model today, for a short prompt; null where it does not know the model. */
export function publishedPrice(model: PricedModel) {
  const at = new Date();
  const found = findRates({ ...model, upstreamModel: null, at });
  if (!found) return null;
  const { rates } = found;
  const rate = (key: string) => tierRate(rates[key], 0);
  return {
    publishedAs: found.name,
    since: found.since,
    inputUsdPerMtok: rate('input_mtok'),
    outputUsdPerMtok: rate('output_mtok'),
    cachedUsdPerMtok: rate('cache_read_mtok'),
    reasoningUsdPerMtok: rate('output_reasoning_mtok'),
    hasTiers: Object.values(rates).some((one) => typeof one === 'object'),
  };
}

/** The most that so many tokens can cost, whatever of them is cached or thought, at any tier such a prompt can reach; null if unknown. */
export function highestCost(
  model: PricedModel,
  { promptTokens, completionTokens }: { promptTokens: number; completionTokens: number },
): number | null {
  const rates = ratesOf(model);
  if (rates === 'free') return 0;
  const most = (...keys: string[]) =>
    Math.max(...keys.flatMap((key) => reachableRates(rates?.[key], promptTokens)));
  const [input, output] = [
    most('input_mtok', 'cache_read_mtok'),
    most('output_mtok', 'output_reasoning_mtok'),
  ];
  if (input === -Infinity || output === -Infinity) return null;
  const requests = Math.max(0, most('requests_kcount'));
  const usd = (promptTokens * input + completionTokens * output) / 1_000_000 + requests / 1_000;
  return Math.ceil(usd * NANO_PER_USD) + 1;
}

/** Today's price of a model, at the tier of such a prompt; null if unknown. */
export function expectedPrice(call: PricedModel & { promptTokens: number }): ExpectedPrice | null {
  const rates = ratesOf(call);
  if (rates === 'free') return { promptNanoUsd: 0, completionNanoUsd: 0 };
  const input = tierRate(rates?.['input_mtok'], call.promptTokens);
  const output = tierRate(rates?.['output_mtok'], call.promptTokens);
  if (input === null || output === null) return null;
  return {
    promptNanoUsd: Math.round(input * NANO_PER_USD),
    completionNanoUsd: Math.round(output * NANO_PER_USD),
  };
}

function ratesOf(model: PricedModel): ModelPrice | 'free' | undefined {
  if (model.own) return ratesOfOwn(model.own);
  if (model.provider === 'offline') return 'free';
  return findRates({ ...model, upstreamModel: null, at: new Date() })?.rates;
}

function priceByOwn(call: PricedCall, own: OwnPrice): CallPrice | null {
  if (call.usage === null) return null;
  const about = { table: 'own', model: call.model, since: own.since };
  return applyRates(about, ratesOfOwn(own), call.usage);
}

const ratesOfOwn = (own: OwnPrice): ModelPrice => ({
  input_mtok: own.inputUsdPerMtok,
  output_mtok: own.outputUsdPerMtok,
  ...(own.cachedUsdPerMtok === null ? {} : { cache_read_mtok: own.cachedUsdPerMtok }),
  ...(own.reasoningUsdPerMtok === null ? {} : { output_reasoning_mtok: own.reasoningUsdPerMtok }),
});

function priceByTable(call: PricedCall): CallPrice | null {
  const found = call.usage && findRates(call);
  return (
    found && call.usage && applyRates({ table: 'genai-prices', model: found.name }, found.rates, call.usage)
  );
}

function findRates({ provider, model, upstreamModel, at }: Omit<PricedCall, 'usage' | 'providerCostUsd'>) {
  for (const [providerId, modelId] of candidates(provider, model, upstreamModel)) {
    // asked with zero tokens: its own sum is a float and is not used
    const found = calcPrice({}, modelId, { providerId, timestamp: at });
    if (!found) continue;
    const { provider, model, model_price: rates } = found;
    return { name: `${provider.id}/${model.id}`, rates, since: startOf(model.prices, rates) };
  }
  return null;
}

/** When a price began to hold; null where it was the first or depends on the hour. */
function startOf(prices: ModelInfo['prices'], rates: ModelPrice): string | null {
  if (!Array.isArray(prices)) return null;
  const constraint = prices.find((price) => price.prices === rates)?.constraint;
  return constraint && 'start_date' in constraint ? constraint.start_date : null;
}

/** Where to look, best first: the model that answered before the model that was asked for. */
function candidates(provider: string, model: string, upstreamModel: string | null): [string, string][] {
  const models = [upstreamModel || model, model];
  if (provider === 'openrouter') return models.map((name) => [provider, name]);
  // an endpoint of one's own is priced by its host where the host is known, else by the vendor in the model id
  const host = findProvider({ providerApiUrl: `https://${provider}` })?.id;
  const vendor = model.includes('/') ? model.slice(0, model.indexOf('/')) : undefined;
  return [host, provider, vendor]
    .filter((id) => id !== undefined)
    .flatMap((id) => models.map((name): [string, string] => [id, withoutVendor(name, vendor)]));
}

function withoutVendor(name: string, vendor: string | undefined): string {
  return vendor && name.startsWith(`${vendor}/`) ? name.slice(vendor.length + 1) : name;
}

/** Dollars per million tokens (and per thousand requests) times what was used; a tier is chosen by the whole prompt. */
function applyRates(about: Record<string, string>, rates: ModelPrice, usage: Usage): CallPrice | null {
  const rateOf = (key: string) => tierRate(rates[key], usage.promptTokens);
  const input = rateOf('input_mtok');
  // a model without an output price (embeddings) is priced as long as it put nothing out
  const output = rateOf('output_mtok') ?? (usage.completionTokens === 0 ? 0 : null);
  if (input === null || output === null) return null;
  const cacheRead = rateOf('cache_read_mtok') ?? input;
  const reasoning = rateOf('output_reasoning_mtok') ?? output;
  const perThousandRequests = rateOf('requests_kcount') ?? 0;

  const cachedTokens = usage.cachedTokens ?? 0;
  const reasoningTokens = Math.min(usage.reasoningTokens ?? 0, usage.completionTokens);
  const nanoPerToken = NANO_PER_USD / 1_000_000;
  const terms = [
    { rate: input, count: (usage.promptTokens - cachedTokens) * nanoPerToken },
    { rate: cacheRead, count: cachedTokens * nanoPerToken },
    { rate: output, count: (usage.completionTokens - reasoningTokens) * nanoPerToken },
    { rate: reasoning, count: reasoningTokens * nanoPerToken },
    { rate: perThousandRequests, count: NANO_PER_USD / 1_000 },
  ].map(({ rate, count }) => ({ factor: exactly(rate), count: BigInt(count) }));
  const costNanoUsd = safeNumber(sumOfProducts(terms));
  if (costNanoUsd === null) return null;
  return {
    costNanoUsd,
    costSource: 'table',
    price: {
      ...about,
      input_usd_per_mtok: input,
      cached_usd_per_mtok: cacheRead,
      output_usd_per_mtok: output,
      ...(reasoning === output ? {} : { reasoning_usd_per_mtok: reasoning }),
      ...(perThousandRequests === 0 ? {} : { usd_per_thousand_requests: perThousandRequests }),
    },
  };
}

/** A tier applies to all tokens of a call whose prompt is longer than the tier's start. */
function tierRate(price: ModelPrice[string], promptTokens: number): number | null {
  if (price === undefined) return null;
  if (typeof price === 'number') return price;
  const tier = price.tiers.toSorted((a, b) => b.start - a.start).find(({ start }) => promptTokens > start);
  return tier?.price ?? price.base;
}

/** Every rate that a prompt of at most so many tokens can be charged by. */
function reachableRates(price: ModelPrice[string], promptTokens: number): number[] {
  if (price === undefined) return [];
  if (typeof price === 'number') return [price];
  return [price.base, ...price.tiers.filter(({ start }) => promptTokens > start).map((tier) => tier.price)];
}

function exactly(rate: number): Decimal {
  return parseDecimal(rate) ?? { units: 0n, scale: 0 };
}

function safeNumber(value: bigint): number | null {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
}
