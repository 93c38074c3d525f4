import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Switch } from '../ui/Switch.tsx';
import { shortcuts } from './shortcuts.ts';
import { singleKeys } from './singleKeys.ts';

/** Every key that does something, by where it does it. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const isSingle = singleKeys.use() === 'on';
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2">
        {[...Map.groupBy(shortcuts, ({ group }) => group)].map(([group, entries]) => (
          <section key={group} aria-label={group}>
            <h3 className="pb-1 text-sm font-semibold">{group}</h3>
            <dl className="grid gap-1 text-sm">
              {entries.map(({ keys, label }) => (
                <div key={keys} className="flex min-h-7 items-center justify-between gap-4">
                  <dt className="text-ink-soft">{label}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="mt-4 border-t border-line pt-3">
        <Switch
          label="Keys without Ctrl or ⌘ do something"
          checked={isSingle}
          onChange={(isOn) => singleKeys.set(isOn ? 'on' : 'off')}
        />
      </div>
    </Dialog>
  );
}
