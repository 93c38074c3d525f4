/** What a check's line in the list under its answer is called. */
export const checkLineId = (runId: string, check: string | number): string => `check-${runId}-${check}`;

/** Opens the list of an answer's checks at one of them, and gives it the focus. */
export function showCheck(runId: string, check: string): void {
  const line = document.getElementById(checkLineId(runId, check));
  const list = line?.closest('details');
  if (!line || !list) return;
  list.open = true;
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: 'nearest' });
}
