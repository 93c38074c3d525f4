const colours: Record<string, string> = {
  done: 'bg-accent',
  open: 'bg-accent animate-breathe',
  running: 'bg-accent animate-breathe',
  queued: 'bg-ink-faint animate-breathe',
  stopped: 'bg-ink-faint',
  rejected: 'bg-warning',
  truncated: 'bg-warning',
};

/** How something stands, by colour and for screen readers by name. */
export function StatusDot({ status }: { status: string }) {
  return (
    <span
      role="img"
      aria-label={status}
      className={`inline-block size-2 shrink-0 rounded-full ${colours[status] ?? 'bg-danger'}`}
    />
  );
}
