import { cleanText } from '#server/db/cleanText.ts';

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

/** Cleans text that arrives in pieces: an emoji cut between two pieces waits for its other half. */
export function createTextCleaner() {
  let held = '';
  return {
    push(piece: string): string {
      const text = held + piece;
      held = text !== '' && isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.slice(-1) : '';
      return cleanText(held ? text.slice(0, -1) : text);
    },
    end(): string {
      const rest = cleanText(held);
      held = '';
      return rest;
    },
  };
}
