import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { AppError } from '#server/appError.ts';
import { type WitnessLine, witnessLine } from './witnessLine.ts';

/**
 * Reads a witness from JSON Lines, as they are written. The latest line of a request replaces the earlier one.
 * @throws AppError `bad-witness` with the number of the line that cannot be read
 */
export async function readWitness(source: Readable): Promise<WitnessLine[]> {
  const requests = new Map<string, WitnessLine>();
  let number = 0;
  let unread: AppError | null = null;
  for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    // only the last line may be torn: it is being written while it is read
    if (unread !== null) throw unread;
    const request = parsedLine(line);
    if (request === null) {
      unread = new AppError('bad-witness', `Line ${number} of the witness cannot be read.`);
      continue;
    }
    requests.set(`${request.t_mono} ${request.seq}`, request);
  }
  return [...requests.values()];
}

function parsedLine(line: string): WitnessLine | null {
  try {
    return witnessLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
