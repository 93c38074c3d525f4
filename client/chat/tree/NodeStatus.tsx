import {
  Ban,
  Check,
  CircleStop,
  CircleX,
  Clock3,
  LoaderCircle,
  type LucideIcon,
  Scissors,
  Unplug,
} from 'lucide-react';
import { memo } from 'react';

const running = { icon: LoaderCircle, look: 'text-accent animate-spin', word: 'running' };
const failed = { icon: CircleX, look: 'text-danger', word: 'failed' };
const looks: Record<string, { icon: LucideIcon; look: string; word: string }> = {
  queued: { icon: Clock3, look: 'text-ink-faint', word: 'waiting its turn' },
  running,
  open: running,
  done: { icon: Check, look: 'text-accent', word: 'done' },
  stopped: { icon: CircleStop, look: 'text-ink-soft', word: 'stopped' },
  truncated: { icon: Scissors, look: 'text-warning', word: 'broke off before its end' },
  lost: { icon: Unplug, look: 'text-warning', word: 'lost: its process died' },
  rejected: { icon: Ban, look: 'text-warning', word: 'refused, never sent' },
  error: failed,
  failed,
};

const lookOf = (status: string) => looks[status] ?? failed;

/** How a node stands, as a picture; said in words too, for those who do not see it. */
export const NodeStatus = memo(function NodeStatus({ status }: { status: string }) {
  const { icon: Icon, look, word } = lookOf(status);
  return (
    <>
      <Icon size={14} aria-hidden className={`mt-0.75 shrink-0 ${look}`} />
      <span className="sr-only">{word}</span>
    </>
  );
});

/** How a node ended, in words, where it is not simply done. */
export function EndingWord({ status }: { status: string }) {
  if (status === 'done' || status === 'open' || status === 'running') return null;
  const { look, word } = lookOf(status);
  return <span className={look}>{word}</span>;
}
