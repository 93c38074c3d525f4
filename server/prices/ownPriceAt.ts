import { type RawBuilder, sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';
import type { OwnPrice } from '#shared/ownPrice.ts';

/**
 * The company's own price of a model that held at a moment, as JSON: the latest that had begun by then and that
 * somebody had entered by then. A price that is dated back changes no earlier call.
 */
export const ownPriceAt = (
  companyId: RawBuilder<unknown>,
  model: RawBuilder<unknown>,
  at: RawBuilder<unknown>,
) => sql<OwnPrice | null>`(select json_build_object('inputUsdPerMtok', input_usd_per_mtok,
    'outputUsdPerMtok', output_usd_per_mtok, 'cachedUsdPerMtok', cached_usd_per_mtok,
    'reasoningUsdPerMtok', reasoning_usd_per_mtok, 'since', since)
  from own_prices
  where company_id = ${companyId} and model = ${model} and since <= ${at} and recorded_at <= ${at}
    and (removed_at is null or removed_at > ${at})
  order by since desc, id desc limit 1)`;

/** The company's own price of a model now; null where it has none. */
export async function ownPriceOf(em: Em, companyId: string, model: string): Promise<OwnPrice | null> {
  const price = ownPriceAt(sql`${companyId}`, sql`${model}`, sql`clock_timestamp()`);
  const { rows } = await sql<{ own: OwnPrice | null }>`select ${price} as own`.execute(em.getKysely());
  return rows[0]?.own ?? null;
}
