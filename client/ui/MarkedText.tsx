interface MarkedTextProps {
  text: string;
  /** Stretches to mark, from and to in UTF-16 units, in their order. */
  marks?: readonly (readonly [number, number])[] | undefined;
}

/** How much of a text stands before its first mark, when it does not begin at its beginning. */
const leadUnits = 120;

/** A text for a few lines: it begins a little before its first mark, and its marks are marked. */
export function MarkedText({ text, marks = [] }: MarkedTextProps) {
  const first = marks[0]?.[0] ?? 0;
  // never in the middle of a word
  const start = first > 2 * leadUnits ? Math.max(0, text.indexOf(' ', first - leadUnits)) : 0;
  return (
    <>
      {start > 0 && '…'}
      {text.slice(start, first)}
      {marks.map(([from, to], index) => (
        <span key={from}>
          <mark className="rounded-xs bg-accent-wash px-0.5 font-medium text-ink">
            {text.slice(from, to)}
          </mark>
          {text.slice(to, marks[index + 1]?.[0])}
        </span>
      ))}
      {marks.length === 0 && text}
    </>
  );
}
