interface ChangeProps {
  now: number;
  /** Of the stretch before; null or absent where there is none. */
  before: number | null | undefined;
  format: (value: number) => string;
}

/** How much more or less than in the stretch before; what it was then on hover. */
export function Change({ now, before, format }: ChangeProps) {
  if (before === null || before === undefined) return null;
  return (
    <span
      title={`Before: ${format(before)}`}
      className="text-xs whitespace-nowrap text-ink-soft tabular-nums"
    >
      {inWords(now, before)}
      <span className="sr-only"> against the time before</span>
    </span>
  );
}

function inWords(now: number, before: number): string {
  if (now === before) return 'as before';
  if (before === 0) return 'none before';
  const ratio = now / before;
  if (ratio >= 10) return `×${Math.round(ratio)}`;
  const percent = Math.round(100 * (ratio - 1));
  if (percent === 0) return 'as before';
  return percent > 0 ? `+${percent}%` : `−${-percent}%`;
}
