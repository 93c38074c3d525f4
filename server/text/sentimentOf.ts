import { nlp } from './nlp.ts';

/** How an English text sounds, from -1 (bad) over 0 (says nothing) to 1 (good). */
export function sentimentOf(text: string): number {
  const { readDoc, its } = nlp();
  const sentiment = readDoc(text).out(its.sentiment);
  return typeof sentiment === 'number' ? sentiment : 0;
}
