import { AppError } from '../appError.ts';
import type { Endpoints, RoleModels, Route } from './endpoints.ts';
import { askForModels, type Listing, type ListModels, lacksModel } from './modelListing.ts';

interface ResolvedModels {
  models: RoleModels;
  /** Sentences for the start-up print; the server starts all the same. */
  warnings: string[];
  /** Why `/readyz` says that models are not ready; null when every endpoint answered. */
  notReady: string | null;
  /** Sentences that stop the start: a role was set to what a reached endpoint does not have. */
  errors: string[];
}

/**
 * Asks each endpoint in use once for its models and settles who plays which role. An endpoint that lists nothing is
 * taken at its word; one that can't be reached is warned about, for it may come up later.
 */
export async function resolveModels(endpoints: Endpoints, listModels: ListModels): Promise<ResolvedModels> {
  if (endpoints.kind === 'offline') return withoutModels(endpoints);

  const resolved: ResolvedModels = { models: endpoints.models, warnings: [], notReady: null, errors: [] };
  const { routes, unreachable } = routesInUse(endpoints);
  if (unreachable.length > 0) return { ...resolved, errors: unreachable };

  const listings = new Map<string, Listing>();
  await Promise.all(
    routes.map(async (route) => listings.set(route.baseURL, await askForModels(route, listModels))),
  );
  for (const { provider, baseURL } of routes) {
    const listing = listings.get(baseURL);
    if (!listing || listing.reached) continue;
    resolved.warnings.push(`The models of ${provider} could not be listed: ${listing.reason}`);
    resolved.notReady ??= `models of ${provider}: ${listing.reason}`;
  }

  const has = (model: string): boolean => {
    const route = endpoints.routeOf(model);
    return !lacksModel(route, listings.get(route.baseURL));
  };
  const missing = endpoints.chosen
    .filter(({ model }) => !has(model))
    .map(({ variable, model }) => {
      const { provider } = endpoints.routeOf(model);
      return `${variable} is set to ${model}, which ${provider} does not offer.`;
    });
  // MODEL stands for four roles and is said once
  resolved.errors = [...new Set(missing)];
  if (endpoints.kind === 'base-url') resolved.models = withListedDefaults(endpoints, listings, has);
  return resolved;
}

function withoutModels({ models, chosen }: Endpoints): ResolvedModels {
  const variables = [...new Set(chosen.map(({ variable }) => variable))].join(', ');
  const warning = `${variables} has no effect: no key and no OPENAI_BASE_URL is set, so the offline engine answers.`;
  return { models, warnings: variables ? [warning] : [], notReady: null, errors: [] };
}

function routesInUse({ models, routeOf }: Endpoints): { routes: Route[]; unreachable: string[] } {
  const routes = new Map<string, Route>();
  const unreachable = new Set<string>();
  for (const model of Object.values(models)) {
    if (model === null) continue;
    try {
      const route = routeOf(model);
      routes.set(route.baseURL, routes.get(route.baseURL) ?? route);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unreachable.add(error.message);
    }
  }
  return { routes: [...routes.values()], unreachable: [...unreachable] };
}

function withListedDefaults(
  { models, chosen }: Endpoints,
  listings: ReadonlyMap<string, Listing>,
  has: (model: string) => boolean,
): RoleModels {
  const listed = [...listings.values()].flatMap((listing) => (listing.reached ? listing.ids : []));
  const stand = listed.find((id) => !/embed/i.test(id));
  const asked = new Set(chosen.map(({ model }) => model));
  const settle = (model: string) => (asked.has(model) || has(model) ? model : (stand ?? model));
  return {
    planner: settle(models.planner),
    retriever: settle(models.retriever),
    analyst: settle(models.analyst),
    writer: settle(models.writer),
    embedding: models.embedding,
  };
}
