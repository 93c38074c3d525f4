import { sql } from 'kysely';
import { AppError } from '#server/appError.ts';
import { inCompany } from '#server/db/inCompany.ts';
import type { Em } from '#server/db/openDatabase.ts';
import type { NamedOwnPrice, NewOwnPrice } from '#shared/priceList.ts';

/** Enters a price of the company's own for later calls; what is in the ledger keeps the price that was applied. */
export function setOwnPrice(em: Em, price: NewOwnPrice): Promise<number> {
  return inCompany(em, price.companyId, async ({ em: scoped, companyId }) => {
    const { rows } = await sql<{ id: number | string }>`
      insert into own_prices (company_id, model, since, input_usd_per_mtok, output_usd_per_mtok,
        cached_usd_per_mtok, reasoning_usd_per_mtok)
      values (${companyId}, ${price.model}, coalesce(${price.since ?? null}::timestamptz, now()),
        ${price.inputUsdPerMtok}::numeric, ${price.outputUsdPerMtok}::numeric, ${price.cachedUsdPerMtok}::numeric,
        ${price.reasoningUsdPerMtok}::numeric)
      returning id`.execute(scoped.getKysely());
    return Number(rows[0]?.id);
  });
}

/** Takes an own price away for later calls, or brings it back. @throws AppError `price-not-found` */
export async function removeOwnPrice(
  em: Em,
  { companyId, priceId }: NamedOwnPrice,
  isRemoved: boolean,
): Promise<void> {
  const { rows } = await sql`update own_prices set removed_at = case when ${isRemoved} then now() end
    where id = ${priceId} and company_id = ${companyId} and (removed_at is null) = ${isRemoved}
    returning id`.execute(em.getKysely());
  if (rows.length === 0) throw new AppError('price-not-found', 'There is no such price.', { status: 404 });
}
