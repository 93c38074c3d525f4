import { lazy, type ReactNode, Suspense } from 'react';
import { type OpensPopup, usePopup } from './usePopup.ts';

/** One line of a menu, or a line between two groups of them. */
export type MenuEntry =
  | {
      label: string;
      icon?: ReactNode;
      /** Shown small behind the label: a count, a key. */
      detail?: ReactNode;
      tone?: 'danger';
      disabled?: boolean;
      /** Present on the entries of a choice: whether this one is in force. */
      checked?: boolean;
      onSelect: () => void;
    }
  | 'separator';

export interface MenuProps {
  /** Names the menu for screen readers. */
  label: string;
  items: MenuEntry[];
  align?: 'start' | 'end';
  /** The button; it spreads what it is given into itself. */
  children: (opens: OpensPopup) => ReactNode;
}

const load = () => import('./MenuPopup.tsx');
const MenuPopup = lazy(() => load().then((file) => ({ default: file.MenuPopup })));

/** A button with a menu. The menu's code is fetched when the button is first pointed at or focused. */
export function Menu({ label, items, align = 'start', children }: MenuProps) {
  const { anchor, isOpen, setOpen, opens } = usePopup('menu', load);
  return (
    <>
      {children(opens)}
      {anchor && (
        <Suspense>
          <MenuPopup
            label={label}
            items={items}
            align={align}
            anchor={anchor}
            isOpen={isOpen}
            onOpenChange={setOpen}
          />
        </Suspense>
      )}
    </>
  );
}
