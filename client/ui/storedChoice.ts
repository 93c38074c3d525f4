import { useSyncExternalStore } from 'react';

interface StoredChoice<Value extends string> {
  get: () => Value;
  set: (value: Value) => void;
  /** The choice in force, in every tab of this browser. */
  use: () => Value;
}

/** A small choice of the person's that this browser remembers, where it may; `values[0]` is the one at first. */
export function storedChoice<const Value extends string>(
  key: string,
  values: readonly [Value, ...Value[]],
  onChange: (value: Value) => void = () => undefined,
): StoredChoice<Value> {
  const watchers = new Set<() => void>();
  const read = (text: string | null): Value => values.find((value) => value === text) ?? values[0];
  let current = read(stored(key));
  const change = (value: Value) => {
    current = value;
    onChange(value);
    for (const tell of watchers) tell();
  };
  // another tab of this browser chose
  addEventListener('storage', (event) => event.key === key && change(read(event.newValue)));
  const get = () => current;
  const subscribe = (tell: () => void) => {
    watchers.add(tell);
    return () => watchers.delete(tell);
  };
  return {
    get,
    set: (value) => {
      try {
        localStorage.setItem(key, value);
      } catch {
        // storage is full or forbidden: it holds until the page goes
      }
      change(value);
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
