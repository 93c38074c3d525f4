import { X } from 'lucide-react';
import type { ReactNode } from 'react';

interface ChipProps {
  children: ReactNode;
  /** Present on chips that can be taken away: what that does, e.g. `Remove Mobile app`. */
  remove?: { label: string; onRemove: () => void };
}

/** A thing in force: a filter, a scope. */
export function Chip({ children, remove }: ChipProps) {
  return (
    <span
      className={`inline-flex h-7 max-w-full items-center gap-1 rounded-full border border-line bg-surface pl-2.5 text-sm text-ink-soft ${remove ? 'pr-0.5' : 'pr-2.5'}`}
    >
      <span className="min-w-0 truncate">{children}</span>
      {remove && (
        <button
          type="button"
          aria-label={remove.label}
          onClick={remove.onRemove}
          className="grid size-6 shrink-0 place-items-center rounded-full hover:bg-raised hover:text-ink"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}
