import { useEffect, useEffectEvent, useState } from 'react';

interface DropOverlayProps {
  onDrop: (file: File) => void;
}

/** Takes a file that is dropped anywhere on the page, and says so while it is dragged over it. */
export function DropOverlay({ onDrop }: DropOverlayProps) {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onDrop);
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!hasFile(event)) return;
      // without this the browser would open the file in place of the page
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) take(file);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-10 grid place-items-center bg-canvas/85 p-6">
      <p className="rounded-lg border-2 border-dashed border-accent bg-surface px-8 py-10 text-center text-lg font-semibold">
        Drop a file of reviews: CSV, TSV, JSON or JSONL
      </p>
    </div>
  );
}
