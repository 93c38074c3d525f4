import { type KeyboardEvent, type MouseEvent, useState } from 'react';

/** What the button that opens a popup spreads into itself. */
export interface OpensPopup {
  'aria-haspopup': 'menu' | 'dialog';
  'aria-expanded': boolean;
  onClick: (event: MouseEvent<HTMLElement>) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onPointerEnter: () => void;
  onFocus: () => void;
}

/**
 * A popup whose code is fetched when its button is first pointed at: whether it is open, and beside which element.
 * The element stays known while the popup closes, for the focus goes back there.
 */
export function usePopup(kind: OpensPopup['aria-haspopup'], load: () => Promise<unknown>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  const preload = () => void load().catch(() => undefined);
  const open = (element: HTMLElement) => {
    setAnchor(element);
    setOpen(true);
  };
  const opens: OpensPopup = {
    'aria-haspopup': kind,
    'aria-expanded': isOpen,
    onClick: (event) => open(event.currentTarget),
    onKeyDown: (event) => {
      if (kind !== 'menu' || event.key !== 'ArrowDown') return;
      event.preventDefault();
      open(event.currentTarget);
    },
    onPointerEnter: preload,
    onFocus: preload,
  };
  return { anchor, isOpen, setOpen, opens };
}
