import { Autocomplete } from '@base-ui/react/autocomplete';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { type PaletteEntry, type PaletteGroup, usePaletteGroups } from './usePaletteGroups.ts';

/** Everything at one place: pages, conversations, companies, and what can be done. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('');
  const groups = usePaletteGroups(words);
  return (
    <Dialog title="Find anything" shape="top" onClose={onClose}>
      <Autocomplete.Root
        inline
        open
        mode="none"
        items={groups}
        value={words}
        onValueChange={(value, { reason }) => reason !== 'item-press' && setWords(value)}
        itemToStringValue={(entry: PaletteEntry) => entry.label}
        autoHighlight="always"
        keepHighlight
      >
        <div className="flex shrink-0 items-center gap-3 border-b border-line px-4 focus-within:border-accent">
          <Search size={16} aria-hidden className="shrink-0 text-ink-faint" />
          <Autocomplete.Input
            aria-label="Find anything"
            autoFocus
            placeholder="Go to a conversation or page, or do something"
            maxLength={200}
            className="h-12 min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
          />
          <Kbd keys="Escape" />
        </div>
        <Autocomplete.Empty className="px-4 py-6 text-center text-sm text-ink-soft empty:hidden">
          Nothing here has these words in it.
        </Autocomplete.Empty>
        <Autocomplete.List className="min-h-0 overflow-y-auto p-2 data-empty:p-0">
          {(group: PaletteGroup) => (
            <Autocomplete.Group key={group.value} items={group.items} className="pb-1">
              <Autocomplete.GroupLabel className="px-2 py-1 text-xs font-medium text-ink-faint">
                {group.value}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(entry: PaletteEntry) => <Entry key={entry.id} entry={entry} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </Dialog>
  );
}

function Entry({ entry }: { entry: PaletteEntry }) {
  const { label, detail, keys, run } = entry;
  return (
    <Autocomplete.Item
      value={entry}
      onClick={(event) => {
        // closed by the element itself, so that the focus is back before anything else takes it
        event.currentTarget.closest('dialog')?.close();
        setTimeout(run);
      }}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 text-sm outline-none data-highlighted:bg-raised"
    >
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {detail && <span className="text-xs text-ink-faint">{detail}</span>}
      {keys && <Kbd keys={keys} />}
    </Autocomplete.Item>
  );
}
