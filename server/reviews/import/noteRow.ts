import type { ImportReport, LineNotes } from '#shared/importEvent.ts';
import type { ReadReview } from './readReview.ts';

type Tally = Pick<ImportReport, 'read' | 'bad' | 'noted'>;

const LISTED_LINES = 50;

export function emptyTally(): Tally {
  return { read: 0, bad: { count: 0, first: [] }, noted: { count: 0, first: [] } };
}

/** Counts a row and what is wrong with it, and lists that while the list is short. */
export function noteRow(tally: Tally, line: number, result: ReadReview): void {
  tally.read++;
  if ('reason' in result) noteLine(tally.bad, line, result.reason);
  else for (const note of result.notes) noteLine(tally.noted, line, note);
}

function noteLine(notes: LineNotes, line: number, reason: string): void {
  notes.count++;
  if (notes.first.length < LISTED_LINES) notes.first.push({ line, reason });
}
