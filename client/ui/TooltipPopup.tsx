import { Tooltip } from '@base-ui/react/tooltip';
import { Kbd } from './Kbd.tsx';

interface TooltipPopupProps {
  text: string;
  keys?: string | undefined;
  anchor: Element;
  /** The pointer is on the words: they stay. */
  onKeep: () => void;
  onClose: () => void;
}

/** The words themselves, beside what they explain. */
export function TooltipPopup({ text, keys, anchor, onKeep, onClose }: TooltipPopupProps) {
  return (
    <Tooltip.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Tooltip.Portal container={anchor.closest('dialog') ?? document.body}>
        <Tooltip.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="z-50">
          <Tooltip.Popup
            aria-hidden
            onPointerEnter={onKeep}
            className="flex max-w-64 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-canvas"
          >
            {text}
            {keys && <Kbd keys={keys} look="inverse" />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
