import { createContext, useContext, useSyncExternalStore } from 'react';

/** What the person folded, and where the focus of the tree is. Each node asks for its own part only. */
export interface TreeState {
  isOpen: (id: string, byDefault: boolean) => boolean;
  fold: (id: string, isOpen: boolean) => void;
  /** Opens or folds every node there is, and every one that comes. */
  foldAll: (isOpen: boolean) => void;
  /** Everything was unfolded, and nothing folded since. */
  isAllOpen: () => boolean;
  focused: () => string;
  focus: (id: string) => void;
  subscribe: (onChange: () => void) => () => void;
}

export function createTreeState(rootId: string): TreeState {
  const folds = new Map<string, boolean>();
  const watchers = new Set<() => void>();
  let all: boolean | null = null;
  let focused = rootId;
  const tell = () => {
    for (const watcher of watchers) watcher();
  };
  return {
    isOpen: (id, byDefault) => folds.get(id) ?? all ?? byDefault,
    fold(id, isOpen) {
      folds.set(id, isOpen);
      // what had the focus may be folded away
      focused = id;
      tell();
    },
    foldAll(isOpen) {
      folds.clear();
      all = isOpen;
      focused = rootId;
      tell();
    },
    isAllOpen: () => all === true && ![...folds.values()].includes(false),
    focused: () => focused,
    focus(id) {
      focused = id;
      tell();
    },
    subscribe(onChange) {
      watchers.add(onChange);
      return () => void watchers.delete(onChange);
    },
  };
}

export const TreeStateContext = createContext<TreeState>(createTreeState(''));

/** A node's own part of the tree's state. */
export function useNodeState(id: string, isOpenByDefault: boolean): { isOpen: boolean; isFocused: boolean } {
  const tree = useContext(TreeStateContext);
  const isOpen = useSyncExternalStore(tree.subscribe, () => tree.isOpen(id, isOpenByDefault));
  const isFocused = useSyncExternalStore(tree.subscribe, () => tree.focused() === id);
  return { isOpen, isFocused };
}
