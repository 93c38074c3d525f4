import { PreviewCard } from '@base-ui/react/preview-card';
import type { ReactNode } from 'react';

interface AnswerCardProps {
  anchor: Element;
  /** The pointer is on the card itself. */
  onStay: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A small card over a place in an answer. It only repeats what a click opens, so nothing is lost without it. */
export function AnswerCard({ anchor, onStay, onClose, children }: AnswerCardProps) {
  return (
    <PreviewCard.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <PreviewCard.Portal>
        <PreviewCard.Positioner
          anchor={anchor}
          side="top"
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <PreviewCard.Popup
            onPointerEnter={onStay}
            onPointerLeave={onClose}
            className="w-72 max-w-[calc(100vw-1rem)] rounded-md border border-line bg-surface px-3 py-2.5 text-sm text-ink shadow-lg"
          >
            {children}
          </PreviewCard.Popup>
        </PreviewCard.Positioner>
      </PreviewCard.Portal>
    </PreviewCard.Root>
  );
}
