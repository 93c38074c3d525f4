import type { CallOrder } from '#shared/callOrder.ts';

/** How the list of calls can be sorted; the first holds where an address names none. */
export const callSorts = {
  newest: { label: 'Newest first', order: {} },
  oldest: { label: 'Oldest first', order: { ascending: true } },
  cost: { label: 'Dearest first', order: { sort: 'cost' } },
  tokens: { label: 'Most tokens first', order: { sort: 'tokens' } },
  duration: { label: 'Longest first', order: { sort: 'duration' } },
} as const satisfies Record<string, { label: string; order: Partial<CallOrder> }>;
export type CallSort = keyof typeof callSorts;

const isSort = (name: string): name is CallSort => Object.hasOwn(callSorts, name);

/** What an address asks for; a word that is none of them asks for nothing. */
export const callSortOf = ({ sort = '' }: { sort?: string | undefined }): CallSort =>
  isSort(sort) ? sort : 'newest';
