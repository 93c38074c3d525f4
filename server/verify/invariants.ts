/** What must hold at every moment, in any database that Candor has written. The numbers never change their meaning. */
export const invariants = {
  1: 'Every request that the upstream saw has its row in the ledger.',
  2: 'A row whose request was never sent, or never seen by the upstream, claims no answer.',
  3: 'No request was sent twice under one id, and each was recorded as sent.',
  4: 'Model, messages, usage and text of a row are what went over the wire; an estimate is the tokeniser’s count.',
  5: 'Nothing stays open without a living owner, and what is closed has times and tokens that fit together.',
  6: 'Prompt and response are at most 1,000 code points, the beginning of the whole text.',
  7: 'Every row has its owner, role and attempt, and names a run, a step and instructions that exist.',
  8: 'Tree, ledger, totals and last event of a run add up to the same tokens and nano-dollars.',
  9: 'Every cost is its pinned price times its tokens, to the nano-dollar; without a price there is no cost.',
  10: 'The analytics are the sums over the ledger’s rows.',
  11: 'A run’s events are numbered from 1 without gaps and end with exactly one end, which is the run’s.',
  12: 'The stored view is the fold of the events, and the answer is its pieces joined.',
  13: 'Each call in a tree is exactly one row of the ledger, inside a step that was open around it.',
  14: 'What a follower is sent carries its own number and can be read.',
  15: 'After a stop nothing was asked any more, and the upstream’s connection was closed within a second.',
  16: 'What budgets count as spent and as reserved are the sums over the ledger’s rows.',
  17: 'No hard budget is spent or promised beyond its limit, but for the overrun that it shows.',
  19: 'One run per request id, and each question is saved with its run.',
  20: 'Writes of a run carry owner epochs that never go back.',
  21: 'No message, event or call of one company sits with another’s.',
  22: 'An answer cites only reviews of its own company that were retrieved for it.',
  26: 'Where texts were removed none is left.',
} as const;

export type InvariantId = keyof typeof invariants;

/** Those that say nothing without an outside witness. */
export const needWitness: ReadonlySet<InvariantId> = new Set([1, 3]);
