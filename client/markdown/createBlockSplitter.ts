import { splitBlocks } from './splitBlocks.ts';

/** `splitBlocks` for a text that grows: finished blocks are kept, and only what follows them is read again. */
export function createBlockSplitter(): (text: string) => readonly string[] {
  let finished: string[] = [];
  let prefix = '';
  return (text) => {
    if (!text.startsWith(prefix)) {
      finished = [];
      prefix = '';
    }
    const blocks = splitBlocks(text.slice(prefix.length));
    const all = [...finished, ...blocks];
    finished = all.slice(0, -1);
    prefix = finished.length === 0 ? '' : text.slice(0, text.length - (all.at(-1)?.length ?? 0));
    return all;
  };
}
