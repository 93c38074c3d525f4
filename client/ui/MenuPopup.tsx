import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { useRef } from 'react';
import type { MenuEntry, MenuProps } from './Menu.tsx';
import { popupHost } from './popupHost.ts';
import { popupLook } from './popupLook.ts';

interface MenuPopupProps extends Required<Omit<MenuProps, 'children'>> {
  anchor: HTMLElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const row =
  'flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-raised data-disabled:opacity-50';

/** The menu itself, beside its button. */
export function MenuPopup({ label, items, align, anchor, isOpen, onOpenChange }: MenuPopupProps) {
  const chosen = useRef<(() => void) | null>(null);
  return (
    <Menu.Root
      open={isOpen}
      onOpenChange={onOpenChange}
      // done once the menu is gone and the focus is back at its button: a dialog that opens gives it back there too
      onOpenChangeComplete={(isNowOpen) => {
        const act = chosen.current;
        chosen.current = null;
        if (!isNowOpen && act) setTimeout(act);
      }}
    >
      <Menu.Portal container={popupHost(anchor)}>
        <Menu.Positioner anchor={anchor} align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Menu.Popup aria-label={label} finalFocus={() => anchor} className={`min-w-44 p-1 ${popupLook}`}>
            {items.map((entry, index) => (
              <Entry
                key={entry === 'separator' ? index : entry.label + String(index)}
                entry={entry}
                onChoose={(act) => {
                  chosen.current = act;
                }}
              />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Entry({ entry, onChoose }: { entry: MenuEntry; onChoose: (act: () => void) => void }) {
  if (entry === 'separator') return <Menu.Separator className="my-1 h-px bg-line" />;
  const { label, icon, detail, tone, disabled = false, checked, onSelect } = entry;
  const content = (
    <>
      {icon}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {detail !== undefined && <span className="text-xs text-ink-faint tabular-nums">{detail}</span>}
      {checked !== undefined && <Check size={14} aria-hidden className={checked ? '' : 'invisible'} />}
    </>
  );
  const look = { className: `${row} ${tone === 'danger' ? 'text-danger' : ''}`, disabled, label };
  if (checked === undefined) {
    return (
      <Menu.Item {...look} onClick={() => onChoose(onSelect)}>
        {content}
      </Menu.Item>
    );
  }
  return (
    <Menu.CheckboxItem {...look} checked={checked} onClick={() => onChoose(onSelect)} closeOnClick>
      {content}
    </Menu.CheckboxItem>
  );
}
