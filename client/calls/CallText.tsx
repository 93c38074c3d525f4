const points = 'text-xs whitespace-pre-wrap wrap-anywhere';

/** A text of a call: as a text, whatever it contains. A long one scrolls in its own place. */
export function CallText({ label, text, isCode = false }: { label: string; text: string; isCode?: boolean }) {
  return (
    // what scrolls has to be reachable by keyboard
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre
      tabIndex={0}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      className={`max-h-96 overflow-auto rounded-md bg-raised p-3 ${points} ${isCode ? 'font-mono' : 'font-sans text-sm'}`}
    >
      {text}
    </pre>
  );
}
