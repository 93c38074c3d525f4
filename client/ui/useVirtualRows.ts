import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';

interface VirtualRows {
  count: number;
  /** How high a row is, or about how high where rows are measured. */
  rowPx: number;
  /** The same function as long as the rows are the same: with another one, all of them are laid out anew. */
  keyOf: (index: number) => string | number;
  /** What scrolls; everything else in it may change its height. */
  scroller: RefObject<HTMLElement | null>;
  /** The end comes near: time to load more. */
  onNearEnd: () => void;
}

const nearEndRows = 30;

/** A long list of which only the visible part is drawn, somewhere inside of what scrolls. */
export function useVirtualRows({ count, rowPx, keyOf, scroller, onNearEnd }: VirtualRows) {
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used here and in no memo
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: keyOf,
    scrollMargin: top,
    scrollPaddingStart: 2 * rowPx,
    overscan: 12,
  });
  useEffect(() => {
    const [content] = scroller.current?.children ?? [];
    if (!content) return;
    // what stands above the rows wraps and unfolds: where they begin is measured again
    const observer = new ResizeObserver(() => setTop(body.current?.offsetTop ?? 0));
    observer.observe(content);
    return () => observer.disconnect();
  }, [scroller]);
  const drawn = rows.getVirtualItems();
  const isNearEnd = (drawn.at(-1)?.index ?? 0) >= count - nearEndRows;
  const tell = useEffectEvent(onNearEnd);
  useEffect(() => {
    if (isNearEnd) tell();
  }, [isNearEnd, count]);
  return {
    /** Belongs on the element that holds the rows. */
    body,
    drawn,
    heightPx: rows.getTotalSize(),
    /** Where a drawn row begins inside of `body`. */
    offsetOf: ({ start }: { start: number }) => start - top,
    measureRow: rows.measureElement,
    scrollTo: (index: number) => rows.scrollToIndex(index),
  };
}
