import type { ReactNode } from 'react';

const tones = {
  calm: 'bg-raised text-ink-soft',
  accent: 'bg-accent-wash text-accent',
  warning: 'bg-raised text-warning',
  danger: 'bg-raised text-danger',
};

/** A short word about the thing beside it. */
export function Badge({ tone = 'calm', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span
      className={`inline-flex h-5 shrink-0 items-center rounded-sm px-1.5 text-xs font-medium tabular-nums ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
