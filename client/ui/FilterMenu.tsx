import { Plus, X } from 'lucide-react';
import { formatCount } from '#shared/money.ts';
import { filterLook } from './filterLook.ts';
import { Menu } from './Menu.tsx';

interface FilterMenuProps {
  label: string;
  /** What there is to choose, with how much each choice would leave. */
  choices: readonly { name: string; count: number }[];
  chosen: readonly string[];
  /** How a choice is called, where its name is not for people. */
  nameOf?: (name: string) => string;
  /** Whether several may be chosen. */
  many?: boolean;
  onChange: (chosen: string[]) => void;
}

/** One filter: a button that says what is chosen, a menu of what could be, a cross to take it away. */
export function FilterMenu({
  label,
  choices,
  chosen: asked,
  nameOf = (name) => name,
  many = false,
  onChange,
}: FilterMenuProps) {
  const isSet = asked.length > 0;
  // an address may have been written by hand: a choice is called as it is listed
  const chosen = asked.map(
    (name) => choices.find((choice) => choice.name.toLowerCase() === name.toLowerCase())?.name ?? name,
  );
  // what is chosen may be among none of the listed: a link brought it here
  const absent = chosen.filter((name) => !choices.some((choice) => choice.name === name));
  const listed = [...absent.map((name) => ({ name, count: 0 })), ...choices];
  const choose = (name: string) => {
    const others = chosen.filter((other) => other !== name);
    const isTaken = others.length < chosen.length;
    onChange(many ? (isTaken ? others : [...others, name]) : isTaken ? [] : [name]);
  };
  const items = listed.map(({ name, count }) => ({
    label: nameOf(name),
    detail: formatCount(count),
    checked: chosen.includes(name),
    onSelect: () => choose(name),
  }));
  const none = { label: 'Nothing to choose from', disabled: true, onSelect: () => undefined };
  return (
    <span className={filterLook.whole(isSet)}>
      <Menu label={label} items={items.length === 0 ? [none] : items}>
        {(opens) => (
          <button type="button" {...opens} className={filterLook.button(isSet)}>
            {!isSet && <Plus size={14} aria-hidden />}
            <span className="min-w-0 truncate">
              {label}
              {isSet && (
                <>
                  : <span className="text-ink">{chosen.map(nameOf).join(', ')}</span>
                </>
              )}
            </span>
          </button>
        )}
      </Menu>
      {isSet && (
        <button
          type="button"
          aria-label={`Any ${label.toLowerCase()}`}
          onClick={() => onChange([])}
          className={filterLook.remove}
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}
