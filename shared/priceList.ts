import { z } from 'zod';
import { modelName } from './companySettings.ts';
import { namedCompany } from './limits.ts';
import { ownRates } from './ownPrice.ts';

const usd = z.number().nullable();

/** A model of a company, and what its next call is charged. Dollars per million tokens. */
export const modelPrice = z.object({
  model: z.string(),
  provider: z.string(),
  /** `provider`: each answer says its own cost; `free`: it runs inside Candor; `none`: no price is known. */
  source: z.enum(['own', 'provider', 'table', 'free', 'none']),
  /** The published model whose price it is. */
  publishedAs: z.string().nullable(),
  /** Since when the price holds, where that is known. */
  since: z.string().nullable(),
  inputUsdPerMtok: usd,
  outputUsdPerMtok: usd,
  cachedUsdPerMtok: usd,
  reasoningUsdPerMtok: usd,
  /** Longer prompts cost more; these are the rates of short ones. */
  hasTiers: z.boolean(),
  lastUsedAt: z.string().nullable(),
  /** The company's own prices of the model, the latest first. */
  own: z.array(ownRates.extend({ priceId: z.number().int(), since: z.string(), recordedAt: z.string() })),
});
export type ModelPrice = z.infer<typeof modelPrice>;

export const newOwnPrice = namedCompany.extend({
  model: modelName,
  /** From when on; now unless said. A date in the past changes no earlier call. */
  since: z.iso.datetime({ offset: true }).optional(),
  ...ownRates.shape,
});
export type NewOwnPrice = z.infer<typeof newOwnPrice>;

export const namedOwnPrice = namedCompany.extend({ priceId: z.number().int().positive() });
export type NamedOwnPrice = z.infer<typeof namedOwnPrice>;
