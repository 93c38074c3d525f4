import { createRequire } from 'node:module';
import type { WinkMethods } from 'wink-nlp';

let wink: WinkMethods | undefined;

/** One for the process, loaded at first use: that takes about 0.15 s, which a start should not wait for. */
export function nlp(): WinkMethods {
  if (wink) return wink;
  const require = createRequire(import.meta.url);
  const load: typeof import('wink-nlp').default = require('wink-nlp');
  wink = load(require('wink-eng-lite-web-model'), ['negation', 'sentiment', 'pos']);
  return wink;
}
