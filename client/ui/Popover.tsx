import { lazy, type ReactNode, Suspense } from 'react';
import { type OpensPopup, usePopup } from './usePopup.ts';

export interface PopoverProps {
  /** Its heading, and its name for screen readers. */
  title: string;
  /** What it shows; made when it opens. */
  content: ReactNode;
  side?: 'top' | 'bottom';
  align?: 'start' | 'end';
  /** The button; it spreads what it is given into itself. */
  children: (opens: OpensPopup) => ReactNode;
}

const load = () => import('./PopoverPopup.tsx');
const PopoverPopup = lazy(() => load().then((file) => ({ default: file.PopoverPopup })));

/** A button with a small panel of details. The panel's code is fetched when the button is first pointed at. */
export function Popover({ title, content, side = 'bottom', align = 'start', children }: PopoverProps) {
  const { anchor, isOpen, setOpen, opens } = usePopup('dialog', load);
  return (
    <>
      {children(opens)}
      {anchor && (
        <Suspense>
          <PopoverPopup {...{ title, content, side, align, anchor, isOpen }} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
