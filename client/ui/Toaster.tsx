import { lazy, Suspense, useSyncExternalStore } from 'react';
import { toasts } from './showToast.ts';

const ToastLayer = lazy(() => import('./ToastLayer.tsx').then((file) => ({ default: file.ToastLayer })));

/** Where `showToast` is heard; once on the page. Its code is fetched with the first message. */
export function Toaster() {
  const areWanted = useSyncExternalStore(toasts.subscribe, toasts.areWanted);
  return <Suspense>{areWanted && <ToastLayer />}</Suspense>;
}
