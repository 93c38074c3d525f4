import { Popover } from '@base-ui/react/popover';
import type { PopoverProps } from './Popover.tsx';
import { popupHost } from './popupHost.ts';
import { popupLook } from './popupLook.ts';

interface PopoverPopupProps extends Required<Omit<PopoverProps, 'children'>> {
  anchor: HTMLElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** The panel itself, beside its button. */
export function PopoverPopup({
  title,
  content,
  side,
  align,
  anchor,
  isOpen,
  onOpenChange,
}: PopoverPopupProps) {
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpenChange} modal>
      <Popover.Portal container={popupHost(anchor)}>
        <Popover.Positioner
          anchor={anchor}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <Popover.Popup finalFocus={() => anchor} className={`grid w-80 gap-2 p-4 text-sm ${popupLook}`}>
            <Popover.Title className="font-semibold">{title}</Popover.Title>
            {content}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
