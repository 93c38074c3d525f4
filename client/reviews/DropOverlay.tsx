import { useEffect, useEffectEvent, useState } from 'react';

/** Takes a file that is dropped anywhere on the page, and says so while it is dragged over it. */
export function DropOverlay({ onDrop }: { onDrop: (file: File) => void }) {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onDrop);
  useEffect(() => {
    const listening = new AbortController();
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // without this the browser would open the file in place of the page
      event.preventDefault();
      setOver(event.type === 'dragover');
      const file = event.type === 'drop' ? event.dataTransfer.files[0] : undefined;
      if (file) take(file);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    addEventListener('dragover', over, listening);
    addEventListener('drop', over, listening);
    addEventListener('dragleave', leave, listening);
    return () => listening.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-0 z-10 grid place-items-center bg-canvas/85 p-6"
    >
      <p className="rounded-lg border-2 border-dashed border-accent bg-surface px-8 py-10 text-center text-lg font-semibold">
        Drop a file of reviews: CSV, TSV, JSON or JSONL
      </p>
    </div>
  );
}
