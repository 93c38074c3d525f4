/** The way to the worker that follows runs for all tabs of this browser; null for a browser that knows no such thing. */
export function openRunsWorker(): MessagePort | null {
  if (typeof SharedWorker === 'undefined') return null;
  const worker = new SharedWorker(new URL('./runsWorker.ts', import.meta.url), { type: 'module' });
  worker.port.start();
  return worker.port;
}
