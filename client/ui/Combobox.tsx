import { Autocomplete } from '@base-ui/react/autocomplete';
import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { fieldLook } from './fieldLook.ts';
import { popupHost } from './popupHost.ts';
import { popupLook } from './popupLook.ts';

interface ComboboxProps {
  label: string;
  /** What may be chosen; with none, any text is taken. */
  options: string[];
  value: string;
  placeholder?: string;
  disabled?: boolean;
  /** Chosen from the list, or typed and confirmed with Enter or by leaving the field. */
  onChange: (value: string) => void;
}

/** One of many values, found by typing a part of it. */
export function Combobox({ label, options, value, placeholder, disabled = false, onChange }: ComboboxProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [field, setField] = useState<HTMLElement | null>(null);
  // a list that is open when the field is disabled would stay so, and everything around it out of reach
  const isShown = isOpen && !disabled;
  const list = useRef<Autocomplete.Root.Actions>(null);
  useEffect(() => {
    // the library leaves the end of the list to its own popup, which is not used
    if (!isShown) list.current?.unmount();
  }, [isShown]);
  const commit = (text: string) => {
    setTyped(null);
    setOpen(false);
    const chosen = text.trim();
    if (chosen !== value) onChange(chosen);
  };
  return (
    <Autocomplete.Root
      items={options}
      value={typed ?? value}
      // while nothing was typed the whole list is shown, not what resembles the value in force
      filter={typed === null ? null : undefined}
      onValueChange={(text, { reason }) => {
        // closing and leaving tell a value too, which nobody typed
        if (reason === 'input-change' || reason === 'input-clear') setTyped(text);
      }}
      actionsRef={list}
      open={isShown}
      onOpenChange={setOpen}
      openOnInputClick
      autoHighlight={typed !== null && options.length > 0}
      disabled={disabled}
    >
      <div ref={setField} className="relative flex min-w-0 items-center">
        <Autocomplete.Input
          aria-label={label}
          placeholder={placeholder}
          onBlur={() => (typed === null ? setOpen(false) : commit(typed))}
          onKeyDown={(event) => {
            const isChoosing = event.currentTarget.hasAttribute('aria-activedescendant');
            if (event.key === 'Enter' && typed !== null && !isChoosing) commit(typed);
            if (event.key === 'Escape') {
              event.stopPropagation();
              setTyped(null);
            }
          }}
          className={`${fieldLook} w-full pr-8`}
        />
        {options.length > 0 && (
          <Autocomplete.Trigger
            aria-label={`${label}: show all`}
            className="absolute right-1 grid size-7 place-items-center text-ink-soft"
          >
            <ChevronDown size={14} aria-hidden />
          </Autocomplete.Trigger>
        )}
      </div>
      {options.length > 0 && (
        <Autocomplete.Portal container={field && popupHost(field)}>
          <Autocomplete.Positioner sideOffset={4} collisionPadding={8} className="z-50">
            {/* the library's own popup would hide all the rest from screen readers, what can be focused there as well */}
            <div className={`w-(--anchor-width) ${popupLook}`}>
              <Autocomplete.Empty className="p-3 text-sm text-ink-soft empty:hidden">
                Nothing listed has these words in it.
              </Autocomplete.Empty>
              <Autocomplete.List aria-label={label} className="max-h-72 overflow-y-auto p-1 data-empty:p-0">
                {(option: string) => (
                  <Autocomplete.Item
                    key={option}
                    value={option}
                    // a mouse's click, or Enter on the one that is highlighted
                    onClick={() => commit(option)}
                    className="flex min-h-8 cursor-pointer items-center rounded-md px-2 text-sm wrap-anywhere outline-none data-highlighted:bg-raised"
                  >
                    {option}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </div>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      )}
    </Autocomplete.Root>
  );
}
