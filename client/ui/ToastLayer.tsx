import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { type ToastMessage, toasts } from './showToast.ts';

const staysMs = 8_000;
const manager = Toast.createToastManager<ToastMessage>();

/** The messages themselves; they wait while they are pointed at or focused (F6 goes there). */
export function ToastLayer() {
  const [host, setHost] = useState<HTMLElement>(document.body);
  useEffect(
    () =>
      toasts.handTo((message) => {
        // a modal dialog makes everything outside it dead: while it is open, messages are shown inside
        const dialog = [...document.querySelectorAll<HTMLDialogElement>('dialog:modal')].at(-1);
        setHost(dialog ?? document.body);
        dialog?.addEventListener('close', () => setHost(document.body), { once: true });
        const priority = message.tone === 'danger' ? 'high' : 'low';
        manager.add({ title: message.text, data: message, priority });
      }),
    [],
  );
  return (
    <Toast.Provider toastManager={manager} timeout={staysMs} limit={3}>
      <Toast.Portal container={host}>
        <Toast.Viewport className="fixed inset-x-4 bottom-24 z-50 grid gap-2 outline-none sm:left-auto sm:bottom-4 sm:w-96">
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Messages() {
  const { toasts: shown, close } = Toast.useToastManager<ToastMessage>();
  return shown.map((toast) => {
    const { action, tone } = toast.data ?? {};
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        className={`flex items-center gap-2 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-4 text-sm shadow-lg data-limited:hidden ${tone === 'danger' ? 'text-danger' : ''}`}
      >
        <Toast.Content className="flex min-w-0 flex-1 items-center gap-2">
          <Toast.Title render={<p />} className="min-w-0 flex-1 wrap-anywhere" />
          {action && (
            <Button
              look="quiet"
              className="text-accent!"
              onClick={() => {
                action.onAction();
                close(toast.id);
              }}
            >
              {action.label}
            </Button>
          )}
          <Toast.Close
            aria-label="Dismiss"
            className="grid size-9 place-items-center rounded-md text-ink-soft hover:bg-raised"
          >
            <X size={16} aria-hidden />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}
