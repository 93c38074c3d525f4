import { z } from 'zod';

/** Dollars per million tokens, as people write them. */
const usdPerMtok = z.number().nonnegative().max(1_000_000);

/** A price of one's own: what a contract says, or what an own machine costs. */
export const ownRates = z.object({
  inputUsdPerMtok: usdPerMtok,
  outputUsdPerMtok: usdPerMtok,
  /** Prompt tokens that the provider had cached; as `input` where it is not said. */
  cachedUsdPerMtok: usdPerMtok.nullable().default(null),
  /** Tokens that the model thought with; as `output` where it is not said. */
  reasoningUsdPerMtok: usdPerMtok.nullable().default(null),
});

const ownPrice = ownRates.extend({ since: z.string() });
export type OwnPrice = z.infer<typeof ownPrice>;
