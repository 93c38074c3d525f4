const looks = { plain: 'border-line bg-raised text-ink-soft', inverse: 'border-ink-faint text-canvas' };

interface KbdProps {
  /** As tinykeys writes it: `$mod+k`, `g c`, `?`. */
  keys: string;
  look?: keyof typeof looks;
}

const names: Record<string, string> = {
  Escape: 'Esc',
  Enter: '↵',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Shift: '⇧',
};
const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

const nameOf = (key: string) => {
  if (key === '$mod') return isApple ? '⌘' : 'Ctrl';
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
};

/** Keys as they stand on the keyboard of this machine. */
export function Kbd({ keys, look = 'plain' }: KbdProps) {
  return (
    <span className="inline-flex shrink-0 gap-1">
      {keys.split(/[ +]/).map((key) => (
        <kbd
          key={key}
          className={`grid h-5 min-w-5 place-items-center rounded-sm border px-1 font-sans text-xs ${looks[look]}`}
        >
          {nameOf(key)}
        </kbd>
      ))}
    </span>
  );
}
