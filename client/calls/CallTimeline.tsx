import { Duration } from '../ui/Amount.tsx';
import { useNow } from '../ui/useNow.ts';
import type { ShownCall } from './ShownCall.ts';

const parts = [
  { name: 'before sending', look: 'bg-line' },
  { name: 'to the first token', look: 'bg-ink-faint' },
  { name: 'writing', look: 'bg-accent' },
] as const;

/** Where a call's time went: until it was sent, until the first token came, until the last. To scale; grows while it is open. */
export function CallTimeline({ call }: { call: ShownCall }) {
  const isOpen = call.status === 'open';
  const now = useNow(isOpen);
  const start = Date.parse(call.createdAt);
  const sent = momentOf(call.sentAt);
  const end = momentOf(call.endedAt) ?? Math.max(start, now);
  // the wall clock may have been set meanwhile: durations are the monotonic clock's where it measured them
  const first = sent !== null && call.ttftMs !== null ? sent + call.ttftMs : momentOf(call.firstTokenAt);
  const marks = [start, sent ?? end, first ?? end, end];
  const stretches = parts.map((part, at) => ({
    ...part,
    ms: Math.max(0, (marks[at + 1] ?? end) - (marks[at] ?? end)),
  }));
  const whole = stretches.reduce((sum, { ms }) => sum + ms, 0);
  return (
    <div className="grid gap-2">
      <div aria-hidden className="flex h-2 overflow-hidden rounded-full bg-raised">
        {stretches.map(({ name, look, ms }) => (
          <span key={name} className={look} style={{ width: `${whole === 0 ? 0 : (100 * ms) / whole}%` }} />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
        {stretches.map(({ name, look, ms }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2 rounded-full ${look}`} />
            <Duration ms={ms} /> {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

const momentOf = (iso: string | null) => (iso === null ? null : Date.parse(iso));
