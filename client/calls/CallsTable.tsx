import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { tinykeys } from 'tinykeys';
import { useVirtualRows } from '../ui/useVirtualRows.ts';
import { CallRow } from './CallRow.tsx';
import { callColumns, callGrid } from './callColumns.ts';
import type { ShownCall } from './ShownCall.ts';

interface CallsTableProps {
  calls: ShownCall[];
  /** How many calls there are in all, as far as known; more than `calls` while pages are missing. */
  total: number | undefined;
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** Two lines a row, where one would be too long; a table stays one or the other. */
  isNarrow: boolean;
  /** The call that is open over the page: its row is the active one. */
  openCall: string | undefined;
  onOpen: (callId: string) => void;
  /** The end comes near. */
  onNearEnd: () => void;
}

const wideRowPx = 41;
const narrowRowPx = 60;

/** The calls as a table of which only the visible part is drawn. Arrows, J and K move; Enter opens. */
export function CallsTable({
  calls,
  total,
  scroller,
  isNarrow,
  openCall,
  onOpen,
  onNearEnd,
}: CallsTableProps) {
  const [activeId, setActiveId] = useState<string | null>(null);
  const { body, ...rows } = useVirtualRows({
    count: calls.length,
    rowPx: isNarrow ? narrowRowPx : wideRowPx,
    keyOf: useCallback((index: number) => calls[index]?.callId ?? index, [calls]),
    scroller,
    onNearEnd,
  });
  const found = calls.findIndex(({ callId }) => callId === (openCall ?? activeId));
  const active = Math.max(0, found);
  const focusRow = (callId: string | undefined) => {
    if (callId === undefined) return;
    const focus = () => {
      const row = body.current?.querySelector<HTMLElement>(`[data-call="${callId}"]`);
      row?.focus();
      return row != null;
    };
    // at once, or the next key goes to what had the focus before; a row that is not drawn yet, when it is
    if (!focus()) requestAnimationFrame(focus);
  };
  const move = (by: number) => {
    const next = found < 0 ? 0 : Math.min(calls.length - 1, Math.max(0, found + by));
    const callId = calls[next]?.callId;
    if (callId === undefined) return;
    setActiveId(callId);
    rows.scrollTo(next);
    focusRow(callId);
  };
  const onKey = useEffectEvent((event: KeyboardEvent, by: number) => {
    const { target } = event;
    const isElsewhere =
      target instanceof HTMLElement &&
      target !== document.body &&
      !(body.current?.contains(target) ?? false) &&
      (event.key.startsWith('Arrow') ||
        target.closest('input, textarea, select, [role=menu], dialog') !== null);
    if (isElsewhere || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    move(by);
  });
  useEffect(
    () =>
      tinykeys(window, {
        j: (event) => onKey(event, 1),
        k: (event) => onKey(event, -1),
        ArrowDown: (event) => onKey(event, 1),
        ArrowUp: (event) => onKey(event, -1),
      }),
    [],
  );
  // a closed call gives the focus back to its own row, which may not be the one it was opened from
  const onOpenChange = useEffectEvent((closed: string | undefined) => {
    if (closed === undefined) return;
    setActiveId(closed);
    rows.scrollTo(
      Math.max(
        0,
        calls.findIndex(({ callId }) => callId === closed),
      ),
    );
    focusRow(closed);
  });
  const lastOpen = useRef(openCall);
  useEffect(() => {
    if (openCall === undefined) onOpenChange(lastOpen.current);
    lastOpen.current = openCall;
  }, [openCall]);

  return (
    <div
      role="table"
      aria-label="Calls"
      aria-rowcount={total === undefined ? -1 : total + 1}
      className="@container"
    >
      <div role="rowgroup" className={isNarrow ? 'sr-only' : 'sticky top-0 z-10 bg-canvas'}>
        <div
          role="row"
          aria-rowindex={1}
          className={`${callGrid(false)} border-b border-line px-2 py-2 text-xs text-ink-soft`}
        >
          {callColumns.map(({ id, label, wide }) => (
            <span key={id} role="columnheader" className={`truncate ${wide} font-sans!`}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <div ref={body} role="rowgroup" className="relative" style={{ height: rows.heightPx }}>
        {rows.drawn.map((drawn) => {
          const { index, key, size } = drawn;
          const call = calls[index];
          if (!call) return null;
          return (
            <div
              key={key}
              role="presentation"
              className="absolute inset-x-0 top-0"
              style={{ height: size, transform: `translateY(${rows.offsetOf(drawn)}px)` }}
            >
              <CallRow
                call={call}
                rowIndex={index + 2}
                isNarrow={isNarrow}
                isActive={index === active}
                onOpen={onOpen}
                onFocus={setActiveId}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
