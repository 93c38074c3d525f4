/** A short message about something that was done, with the way to take it back. */
export interface ToastMessage {
  text: string;
  tone?: 'calm' | 'danger';
  action?: { label: string; onAction: () => void };
}

type Listener = (message: ToastMessage) => void;

const waiting: ToastMessage[] = [];
const onFirst = new Set<() => void>();
let listener: Listener | null = null;

/** Says something at the foot of the page, for some seconds. */
export function showToast(message: ToastMessage): void {
  if (listener) return listener(message);
  waiting.push(message);
  for (const tell of onFirst) tell();
}

/** What the toaster reads: whether there is, or was, anything to say; and who says it from now on. */
export const toasts = {
  subscribe: (tell: () => void) => {
    onFirst.add(tell);
    return () => onFirst.delete(tell);
  },
  areWanted: () => listener !== null || waiting.length > 0,
  handTo: (next: Listener) => {
    listener = next;
    for (const message of waiting.splice(0)) next(message);
    return () => {
      listener = null;
    };
  },
};
