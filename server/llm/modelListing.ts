import type { Route } from './endpoints.ts';
import { modelError } from './modelError.ts';

/** How long an endpoint may take to list its models. */
const listingTimeoutMs = 2_000;

export type ListModels = (route: Route, signal: AbortSignal) => Promise<string[]>;

/** What an endpoint said: the models it has (none: it has no list), or that it could not be asked. */
export type Listing = { reached: true; ids: string[] } | { reached: false; reason: string };

/** Asks an endpoint for its models. */
export async function askForModels(route: Route, listModels: ListModels): Promise<Listing> {
  const signal = AbortSignal.timeout(listingTimeoutMs);
  try {
    return { reached: true, ids: await listModels(route, signal) };
  } catch (error) {
    if (signal.aborted) return { reached: false, reason: 'It did not answer within 2 seconds.' };
    return { reached: false, reason: modelError(error).message };
  }
}

/** Whether an endpoint lacks a model for certain: it was reached, it has a list, and the model is not on it. */
export function lacksModel(route: Route, listing: Listing | undefined): boolean {
  return listing?.reached === true && listing.ids.length > 0 && !isListed(route, listing.ids);
}

/** A listed id may be longer than the name that reaches it: `:latest`, a date, a routing suffix of OpenRouter's. */
function isListed({ provider, upstreamName }: Route, ids: string[]): boolean {
  const name = provider === 'openrouter' ? upstreamName.replace(/:[a-z]+$/, '') : upstreamName;
  const stem = name.replace(/-latest$/, '');
  return ids.some(
    (id) =>
      id === name ||
      id === `${name}:latest` ||
      (id.startsWith(`${stem}-`) && /^\d{4}/.test(id.slice(stem.length + 1))),
  );
}
