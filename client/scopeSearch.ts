import { z } from 'zod';
import { reviewScope } from '#shared/reviewScope.ts';

const { shape } = reviewScope;

/** What a conversation is limited to, as an address carries it; what is not valid there is left out. */
export const scopeSearch = z.object({
  minRating: shape.minRating.catch(undefined),
  maxRating: shape.maxRating.catch(undefined),
  products: shape.products.catch(undefined),
  language: shape.language.catch(undefined),
  since: shape.since.catch(undefined),
  until: shape.until.catch(undefined),
});
