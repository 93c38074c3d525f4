import type { ImportScreen } from './runImport.ts';

interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** Clears the line that the cursor is on and goes to its beginning. */
const CLEAR_LINE = '\r\u001b[2K';
/** Control characters of a file must not drive the terminal. */
const CONTROLS = /\p{Cc}/gu;

/** Lines for a person: in a terminal progress overwrites itself, elsewhere it is left out. */
export function terminalScreen(terminal: Terminal): ImportScreen {
  const clear = terminal.isTTY ? CLEAR_LINE : '';
  return {
    line(text) {
      terminal.write(`${clear}${text.replace(CONTROLS, ' ')}\n`);
    },
    progress(text) {
      if (terminal.isTTY) terminal.write(`${clear}${text.slice(0, (terminal.columns ?? 80) - 1)}`);
    },
  };
}
