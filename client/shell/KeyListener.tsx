import { useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import type { ShellActions } from './ShellContext.ts';
import { shortcuts } from './shortcuts.ts';
import { singleKeys } from './singleKeys.ts';

/** Where keys belong to what has the focus: text is typed there, or letters choose. */
const ownsKeys =
  'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog], dialog';

/** Listens to every key of the list, wherever the focus is; shows nothing. */
export function KeyListener({ shell }: { shell: ShellActions }) {
  const isSingle = singleKeys.use() === 'on';
  const act = useEffectEvent((run: (shell: ShellActions) => void) => run(shell));
  useEffect(() => {
    const heard = shortcuts.flatMap(({ keys, run }) => {
      const isChord = keys.includes('$mod');
      if (!run || (!isChord && !isSingle)) return [];
      const onKeys = (event: KeyboardEvent) => {
        if (event.defaultPrevented) return;
        event.preventDefault();
        act(run);
        // begins anew: a sequence that was fired leaves its neighbours waiting for their second key
        stop();
        stop = listen();
      };
      return [[keys, onKeys] as const];
    });
    const ignore = (event: KeyboardEvent) => {
      if (event.isComposing) return true;
      const isChord = event.metaKey || event.ctrlKey;
      const { target } = event;
      return !isChord && target instanceof Element && target.closest(ownsKeys) !== null;
    };
    const listen = () => tinykeys(window, Object.fromEntries(heard), { ignore });
    let stop = listen();
    return () => stop();
  }, [isSingle]);
  return null;
}
