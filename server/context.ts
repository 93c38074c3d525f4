import type { Identity } from './access/policy.ts';
import type { Services } from './services.ts';

/** What every procedure is handed. No EntityManager of a request: each unit of work forks its own. */
export interface Context {
  services: Services;
  identity: Identity;
}
