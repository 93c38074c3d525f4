import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../ui/IconButton.tsx';

interface VersionSwitchProps {
  /** From 0. */
  index: number;
  count: number;
  onChange: (index: number) => void;
}

/** ‹ 2 / 3 ›: which of an answer's versions is shown. */
export function VersionSwitch({ index, count, onChange }: VersionSwitchProps) {
  return (
    <div role="group" aria-label="Versions" className="flex items-center text-xs text-ink-faint tabular-nums">
      <IconButton
        size="small"
        label="Earlier version"
        disabled={index === 0}
        onClick={() => onChange(index - 1)}
      >
        <ChevronLeft size={14} aria-hidden />
      </IconButton>
      <span>{`${index + 1} / ${count}`}</span>
      <IconButton
        size="small"
        label="Later version"
        disabled={index === count - 1}
        onClick={() => onChange(index + 1)}
      >
        <ChevronRight size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
