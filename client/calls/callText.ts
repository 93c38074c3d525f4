/** How texts of calls look: as texts, whatever they contain. */
export const callText =
  'max-h-[50dvh] overflow-auto rounded-md bg-raised p-3 font-mono text-xs whitespace-pre-wrap wrap-anywhere';
