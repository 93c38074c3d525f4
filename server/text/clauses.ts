import type { ItsFunction, PartOfSpeech, Tokens } from 'wink-nlp';
import { functionWordsOf } from './functionWords.ts';
import { nlp } from './nlp.ts';

/** A word of a text, with what it is compared by. */
export interface Word {
  /** As written, contractions whole: `Crashes`, `doesn’t`. */
  text: string;
  /** Porter 2, the stemmer of PostgreSQL's `english`, so that both find the same; `not` for every negation. */
  stem: string;
  /** Whether it names, does or describes something; grammar does not. */
  content: boolean;
}

const contentParts: readonly PartOfSpeech[] = ['NOUN', 'PROPN', 'VERB', 'ADJ', 'ADV', 'X'];
const negation = /^(?:not|no|never|without|cannot)$/;
/** Where one statement ends and the next begins, besides punctuation. */
const joint = /^(?:and|or|but|because|when|while|if|so|than|that|which|since|although|though|und|oder|et|y)$/;
const noWords = /<[^<>]{0,300}>|https?:\/\/\S+/gi;

/** Stems of words seen before: stemming is half of all the work, and reviews use the same words again and again. */
const known = new Map<string, string>();
const mostKnown = 50_000;

function stemsOf(values: readonly string[], tokens: Tokens): string[] {
  if (values.some((value) => !known.has(value))) {
    if (known.size > mostKnown) known.clear();
    // its declared type misses an argument
    const stems = tokens.out(nlp().its.stem as ItsFunction<string>);
    for (const [index, value] of values.entries()) known.set(value, stems[index] ?? value);
  }
  return values.map((value) => known.get(value) ?? value);
}

/** A text as statements, each a run of words that no phrase reaches across. Markup and addresses are no words. */
export function clauses(text: string): Word[][] {
  const { readDoc, its } = nlp();
  // "pay-to-win" is "pay to win"
  const plain = text.replace(noWords, ' / ').replace(/(?<=\p{L})-(?=\p{L})/gu, ' ');
  const tokens = readDoc(plain).tokens();
  const values = tokens.out();
  const stems = stemsOf(values, tokens);
  const [parts, stops, spaces] = [
    tokens.out(its.pos),
    tokens.out(its.stopWordFlag),
    tokens.out(its.precedingSpaces),
  ];
  const small = functionWordsOf(
    values.map((value) => value.toLowerCase()),
    (index) => stops[index] === true,
  );
  const found: Word[][] = [];
  let clause: Word[] = [];
  const end = () => {
    if (clause.length > 0) found.push(clause);
    clause = [];
  };
  for (const [index, value] of values.entries()) {
    const before = clause.at(-1);
    const lower = value.toLowerCase();
    if (before && spaces[index] === '' && /^(?:n?['’]?\p{L}{1,2})$/u.test(lower)) {
      before.text += value;
      if (/^n['’]?t$/.test(lower)) Object.assign(before, { stem: 'not', content: false });
    } else if (!/[\p{L}\p{N}]/u.test(value) || joint.test(lower)) {
      end();
    } else {
      const part = contentParts.find((name) => name === parts[index]);
      const isSmall = stops[index] || small.has(lower);
      const content = !isSmall && part !== undefined && /\p{L}[\p{L}\p{N}]$/u.test(value);
      clause.push({ text: value, stem: negation.test(lower) ? 'not' : (stems[index] ?? lower), content });
    }
  }
  end();
  return found;
}
