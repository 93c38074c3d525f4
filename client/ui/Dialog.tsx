import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

interface DialogProps {
  title: string;
  onClose: () => void;
  /**
   * `side` is a sheet at the left edge, for navigation on narrow screens; `drawer` one at the right, for details; `top`
   * stands under the top edge and has no heading: what is inside begins with a field.
   */
  shape?: keyof typeof shapes;
  /** Stands beside the way to close it. */
  actions?: ReactNode;
  children: ReactNode;
}

const shapes = {
  centre: 'max-h-[85dvh] w-[min(36rem,calc(100vw-2rem))] rounded-lg',
  wide: 'max-h-[90dvh] w-[min(60rem,calc(100vw-2rem))] rounded-lg',
  side: 'ml-0! mt-0! mb-0! h-dvh max-h-none w-[min(20rem,85vw)]',
  drawer:
    'mr-0! mt-0! mb-0! h-dvh max-h-none max-w-none w-[min(46rem,100vw)] border-y-0 border-r-0 animate-slide-in',
  top: 'mt-[12dvh]! max-h-[70dvh] w-[min(36rem,calc(100vw-2rem))] rounded-lg',
};

/** Shapes whose content has its own edges, and scrolls by itself. */
const contents: Partial<Record<keyof typeof shapes, string>> = {
  side: 'flex min-h-0 flex-1 flex-col',
  top: 'flex min-h-0 flex-col',
};

/** The browser's own modal dialog: it keeps the focus inside, closes on Esc and gives the focus back. Open while mounted. */
export function Dialog({ title, onClose, shape = 'centre', actions, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  // closed by the element itself, which also gives the focus back, and only then taken off the page
  const close = () => element.current?.close();
  useEffect(() => element.current?.showModal(), []);
  return (
    <dialog
      ref={element}
      aria-label={title}
      onClose={(event) => event.target === event.currentTarget && onClose()}
      // the backdrop belongs to the dialog element; whatever is inside has its own target
      onClick={(event) => event.target === event.currentTarget && close()}
      // Esc closes what is on top, and must not reach the page and stop a run
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      className={`overflow-hidden border border-line bg-surface p-0 text-ink shadow-xl ${shapes[shape]}`}
    >
      <div className="flex h-full max-h-[inherit] flex-col">
        {shape !== 'top' && (
          <div className="flex items-center justify-between gap-1 border-b border-line py-2 pr-2 pl-5">
            <h2 className="mr-auto font-semibold">{title}</h2>
            {actions}
            <button
              type="button"
              aria-label="Close"
              onClick={close}
              className="grid size-9 place-items-center rounded-md hover:bg-raised"
            >
              <X size={18} aria-hidden />
            </button>
          </div>
        )}
        <div className={contents[shape] ?? 'min-h-0 flex-1 overflow-y-auto p-5'}>{children}</div>
      </div>
    </dialog>
  );
}
