import { z } from 'zod';

/** The name of a time zone in the IANA database, e.g. `Europe/Berlin`. An offset is none: it knows no summer time. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isZone, 'must be the name of a time zone, e.g. UTC or Europe/Berlin');

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
