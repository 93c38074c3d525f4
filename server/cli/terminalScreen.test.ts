import { expect, test } from 'vitest';
import { terminalScreen } from './terminalScreen.ts';

function written(isTTY: boolean): string {
  let text = '';
  const screen = terminalScreen({ isTTY, columns: 12, write: (piece) => (text += piece) });
  screen.line('begin');
  screen.progress('a progress longer than the terminal');
  screen.line('\u001b[31mred\u0007 end');
  return text;
}

test('progress overwrites itself in a terminal and is left out of a file', () => {
  expect(written(true)).toBe('\r\u001b[2Kbegin\n\r\u001b[2Ka progress \r\u001b[2K [31mred  end\n');
  expect(written(false)).toBe('begin\n [31mred  end\n');
});
