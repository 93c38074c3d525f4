import { type AppError, appErrorOf } from '#server/appError.ts';
import type { ImportEvent } from '#shared/importEvent.ts';

/**
 * An import as JSON Lines for the wire, ending with the `report` line. What fails before the first event is thrown,
 * so that the answer can still carry a fitting status; later failures become the last line, `error`.
 */
export async function* importLines(
  events: AsyncIterable<ImportEvent>,
  onError: (error: AppError) => void,
): AsyncGenerator<string> {
  let begun = false;
  try {
    for await (const event of events) {
      yield lineOf(event);
      begun = true;
    }
  } catch (error) {
    if (!begun) throw error;
    const shown = appErrorOf(error);
    onError(shown);
    const { code, message, incidentId, retryable } = shown;
    yield lineOf({ type: 'error', error: { code, message, incident_id: incidentId, retryable } });
  }
}

function lineOf(event: ImportEvent): string {
  return `${JSON.stringify(event)}\n`;
}
