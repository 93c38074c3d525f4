import type { ReactNode } from 'react';
import type { Fact } from '#shared/chatEvent.ts';

/** Labelled figures of a node, one after the other; a long one is cut after two lines, whole on hover. */
export function Facts({ facts, children }: { facts: Fact[]; children?: ReactNode }) {
  return (
    <dl className="flex flex-wrap gap-x-3 empty:hidden">
      {facts.map(({ label, value }) => (
        <LabelledFact key={`${label} ${value}`} label={label}>
          <span title={value.length > longUnits ? value : undefined} className="line-clamp-2">
            {value}
          </span>
        </LabelledFact>
      ))}
      {children}
    </dl>
  );
}

const longUnits = 60;

export function LabelledFact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
