import type { WitnessedRow } from './wireFits.ts';
import type { WitnessLine } from './witnessLine.ts';

/** How long after a stop a request may still arrive, and its connection still be open. */
const LATEST_START_MS = 100;
const LATEST_CLOSE_MS = 1_000;

/** Whether a stopped run's request came before the stop and was let go of after it. `untilMs`: the witness's last word. */
export function stopHeld(row: WitnessedRow, seen: WitnessLine, untilMs: number): boolean {
  if (row.run_status !== 'stopped' || row.run_ended_ms === null) return true;
  if (seen.t_wall > row.run_ended_ms + LATEST_START_MS) return false;
  const closedMono = seen.client_closed_at ?? seen.ended_mono;
  const closedMs = closedMono === null ? untilMs : seen.t_wall + closedMono - seen.t_mono;
  return closedMs <= row.run_ended_ms + LATEST_CLOSE_MS;
}
