import { Migration001Spine } from './migrations/Migration001Spine.ts';
import { Migration002ReviewFacets } from './migrations/Migration002ReviewFacets.ts';
import { Migration003Imports } from './migrations/Migration003Imports.ts';
import { Migration004RunScope } from './migrations/Migration004RunScope.ts';
import { Migration005Settings } from './migrations/Migration005Settings.ts';
import { Migration006Facets } from './migrations/Migration006Facets.ts';
import { Migration007Usage } from './migrations/Migration007Usage.ts';
import { Migration008KeptSums } from './migrations/Migration008KeptSums.ts';
import { Migration009Budgets } from './migrations/Migration009Budgets.ts';
import { Migration010Combinations } from './migrations/Migration010Combinations.ts';
import { Migration011Retention } from './migrations/Migration011Retention.ts';

/** Every migration there is, listed rather than globbed; what is missing in a database is done in this order. */
export const migrationsList = [
  Migration001Spine,
  Migration002ReviewFacets,
  Migration003Imports,
  Migration004RunScope,
  Migration005Settings,
  Migration006Facets,
  Migration007Usage,
  Migration008KeptSums,
  Migration009Budgets,
  Migration010Combinations,
  Migration011Retention,
];
