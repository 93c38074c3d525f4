/** What everything that is typed or chosen into looks like. */
export const fieldLook =
  'h-9 min-w-0 rounded-md border border-line bg-surface px-2.5 text-sm text-ink placeholder:text-ink-faint aria-invalid:border-danger disabled:opacity-50';
