import { Search, X } from 'lucide-react';
import { type ComponentProps, useRef } from 'react';
import { fieldLook } from './fieldLook.ts';
import { Kbd } from './Kbd.tsx';

interface SearchFieldProps
  extends Omit<ComponentProps<'input'>, 'aria-label' | 'value' | 'onChange' | 'type'> {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The key that comes here; shown while there is nothing in it. */
  keys?: string;
}

/** Words to look for; Esc or the cross empties it. */
export function SearchField({ label, value, onChange, keys, className = '', ...rest }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={`relative flex items-center ${className}`}>
      <Search size={14} aria-hidden className="pointer-events-none absolute left-2.5 text-ink-faint" />
      <input
        ref={input}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // emptying is all that Esc does here: it must not stop a run
          event.stopPropagation();
          if (value === '') event.currentTarget.blur();
          else onChange('');
        }}
        className={`${fieldLook} w-full pr-8 pl-8`}
        {...rest}
      />
      {value !== '' ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
          className="absolute right-1.5 grid size-6 place-items-center rounded-sm text-ink-soft hover:bg-raised"
        >
          <X size={14} aria-hidden />
        </button>
      ) : (
        keys && (
          <span className="pointer-events-none absolute right-2 max-md:hidden">
            <Kbd keys={keys} />
          </span>
        )
      )}
    </div>
  );
}
