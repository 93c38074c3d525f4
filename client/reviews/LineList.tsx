import type { LineNotes } from '#shared/importEvent.ts';
import { formatCount } from '#shared/money.ts';
import { Disclosure } from '../ui/Disclosure.tsx';

/** Lines of the file and what is wrong with each, folded away; nothing when there are none. */
export function LineList({ label, notes: { count, first } }: { label: string; notes: LineNotes }) {
  if (count === 0) return null;
  return (
    <Disclosure label={`${label}: ${formatCount(count)}`}>
      <ul className="grid max-h-48 gap-0.5 overflow-y-auto text-sm text-ink-soft tabular-nums">
        {first.map(({ line, reason }) => (
          <li key={`${line} ${reason}`}>
            Line {formatCount(line)}: {reason}
          </li>
        ))}
        {count > first.length && <li>… and {formatCount(count - first.length)} more</li>}
      </ul>
    </Disclosure>
  );
}
