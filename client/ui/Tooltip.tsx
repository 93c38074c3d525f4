import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';

interface TooltipProps {
  text: string;
  /** The keys that do the same, as `Kbd` takes them. */
  keys?: string | undefined;
  children: ReactNode;
}

const showMs = 400;
/** Long enough to move the pointer onto the words themselves. */
const hideMs = 120;

const load = () => import('./TooltipPopup.tsx');
const TooltipPopup = lazy(() => load().then((file) => ({ default: file.TooltipPopup })));

/** Words beside what is pointed at or focused by keyboard; what it says must also be in the element's own name. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = (element: Element | null, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(element), ms);
  };
  const hide = () => later(null, 0);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only listens to what happens inside
    <span
      className="contents"
      onPointerEnter={(event) => {
        void load().catch(() => undefined);
        if (event.pointerType === 'mouse') later(event.currentTarget.firstElementChild, showMs);
      }}
      onPointerLeave={() => later(null, hideMs)}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && later(event.target, showMs)}
      onBlur={hide}
    >
      {children}
      {anchor && (
        <Suspense>
          <TooltipPopup
            {...{ text, keys, anchor }}
            onKeep={() => clearTimeout(timer.current)}
            onClose={hide}
          />
        </Suspense>
      )}
    </span>
  );
}
