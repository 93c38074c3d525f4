import { type CallFilters, callFilters } from './callFilters.ts';

/** No filter at all, for taking all of them away at once. */
export const noCallFilters = Object.fromEntries(
  callFilters.keyof().options.map((name) => [name, undefined]),
) as { [Name in keyof CallFilters]: undefined };
