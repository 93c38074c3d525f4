import type { ReactNode } from 'react';

const edges = { danger: 'border-l-danger', warning: 'border-l-warning', calm: 'border-l-accent' };

interface NoticeProps {
  tone: keyof typeof edges;
  /** Interrupts a screen reader; for what went wrong. */
  urgent?: boolean;
  children: ReactNode;
}

/** A sentence the person should not miss, and what to do about it. */
export function Notice({ tone, urgent = false, children }: NoticeProps) {
  return (
    <div
      role={urgent ? 'alert' : 'note'}
      className={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-r-md border-l-3 bg-raised px-4 py-2.5 text-sm ${edges[tone]}`}
    >
      {children}
    </div>
  );
}
