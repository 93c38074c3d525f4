import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

interface DisclosureProps {
  label: ReactNode;
  children: ReactNode;
}

/** A line that unfolds. */
export function Disclosure({ label, children }: DisclosureProps) {
  return (
    <details className="group">
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm py-1 text-sm text-ink-soft hover:text-ink">
        <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />
        {label}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
