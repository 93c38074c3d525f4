import type { LineNotes } from '#shared/importEvent.ts';

const LISTED_LINES = 50;

/** Counts what is wrong with a line, and lists it while the list is short. */
export function noteLine(notes: LineNotes, line: number, reason: string): void {
  notes.count++;
  if (notes.first.length < LISTED_LINES) notes.first.push({ line, reason });
}
