import { AppError } from '../appError.ts';
import type { Endpoints, Route } from './endpoints.ts';
import { askForModels, type Listing, type ListModels, lacksModel } from './modelListing.ts';

/** What may be chosen at the endpoints that are configured. */
interface ModelOffer {
  /** Ids as a role takes them, sorted; empty when no endpoint lists any. */
  models: string[];
  /** Sentences about endpoints that could not be asked. */
  problems: string[];
}

/** A new model of an endpoint shows up after so long. */
const freshMs = 60_000;

/** The lists of models of all configured endpoints, asked for when they are wanted and then kept for a minute. */
export function createModelCatalogue(endpoints: Endpoints, listModels: ListModels) {
  const routes = routesOf(endpoints);
  const known = new Map<string, { listing: Promise<Listing>; untilMs: number }>();

  function listingOf(route: Route): Promise<Listing> {
    const before = known.get(route.baseURL);
    if (before && before.untilMs > performance.now()) return before.listing;
    const listing = askForModels(route, listModels);
    known.set(route.baseURL, { listing, untilMs: performance.now() + freshMs });
    // one that could not be reached is asked again the next time
    void listing.then(({ reached }) => reached || known.delete(route.baseURL));
    return listing;
  }

  return {
    async offer(): Promise<ModelOffer> {
      const offer: ModelOffer = { models: [], problems: [] };
      for (const route of routes) {
        const listing = await listingOf(route);
        if (listing.reached) offer.models.push(...listing.ids.map((id) => modelAt(route, id)));
        else offer.problems.push(`The models of ${route.provider} could not be listed: ${listing.reason}`);
      }
      return { ...offer, models: [...new Set(offer.models)].toSorted() };
    },
    /** @throws AppError `model-without-key`, `model-not-listed` */
    async mustOffer(model: string): Promise<void> {
      const route = endpoints.routeOf(model);
      if (!lacksModel(route, await listingOf(route))) return;
      throw new AppError('model-not-listed', `${route.provider} does not offer a model named ${model}.`);
    },
    /** Host and provider of each endpoint that is configured. */
    endpoints: routes.map(({ provider, baseURL }) => ({ provider, host: new URL(baseURL).host })),
  };
}

/** Where some model of each kind would go: every endpoint that the keys reach, once. */
function routesOf({ kind, routeOf }: Endpoints): Route[] {
  if (kind === 'offline') return [];
  const routes = new Map<string, Route>();
  for (const model of ['openai/any', 'anthropic/any', 'another/any']) {
    try {
      const route = routeOf(model);
      routes.set(route.baseURL, routes.get(route.baseURL) ?? route);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return [...routes.values()];
}

/** OpenAI's and Anthropic's own endpoints leave the vendor away; a base URL's ids are used as written. */
function modelAt({ provider, upstreamName }: Route, id: string): string {
  return upstreamName === 'any' ? `${provider}/${id}` : id;
}
