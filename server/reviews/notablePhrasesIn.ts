import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { clauses, type Word } from '#server/text/clauses.ts';
import { weakWords } from '#server/text/weakWords.ts';

export interface NotablePhrase {
  /** The most usual surface form, in the customers' own words. */
  phrase: string;
  /** Reviews of the scope that have it. */
  inScope: number;
  /** Reviews outside the scope that have it. */
  others: number;
}

interface Place {
  clause: readonly Word[];
  start: number;
  end: number;
}

interface Candidate {
  /** Its stems. */
  key: string;
  inScope: number;
  others: number;
  /** Where it stands, once a review; its words are only put together for the few that are shown. */
  places: Place[];
  score: number;
}

const longestPhrase = 4;
const mostPhrases = 40;
/** Of the best so many are looked through for nested ones. */
const mostRanked = 400;
const longestTurnMs = 15;
/** Among fewer texts a phrase of two of them is worth a look. */
const fewTexts = 40;
/** What the prior weighs, in reviews: enough that a phrase of two reviews can't look like a discovery. */
const priorReviews = 50;
/** A phrase that nearly always stands inside a longer one is that one. */
const nestedShare = 0.75;
/** Of the words that say nothing alone, those that say something when negated. */
const tellingNegated: ReadonlySet<string> = new Set(['work', 'open', 'updat', 'start']);

/**
 * What reviews of a scope say and the others don't: runs of one to four words, compared by stem, ranked by how surely
 * their log-odds differ (with an informative prior: Monroe, Colaresi and Quinn, "Fightin' Words", 2008, here over
 * reviews instead of words) times how many have them. Without others: by frequency, longer ones first.
 * `names` name the thing itself, such as its product. Yields to other work every 15 ms.
 */
export async function notablePhrasesIn(
  scope: readonly string[],
  others: readonly string[],
  names: readonly string[] = [],
): Promise<NotablePhrase[]> {
  const empty = new Set(names.flatMap((name) => clauses(name).flat()).map(({ stem }) => stem)).union(
    weakWords,
  );
  const pause = pauses();
  const read: Word[][][] = [];
  const withStem = new Map<string, number>();
  for (const text of scope) {
    const statements = clauses(text);
    read.push(statements);
    for (const stem of new Set(statements.flat().map((word) => word.stem)))
      withStem.set(stem, (withStem.get(stem) ?? 0) + 1);
    await pause();
  }
  // a phrase is as rare as the rarest of its words: most need not even be looked at
  const atLeast = scope.length < fewTexts ? 2 : 3;
  const usual = new Set([...withStem].filter(([, count]) => count >= atLeast).map(([stem]) => stem));
  const candidates = new Map<string, Candidate>();
  for (const statements of read) {
    for (const [key, place] of phrasesOf(statements, usual, empty)) {
      const candidate = candidates.get(key) ?? { key, inScope: 0, others: 0, places: [], score: 0 };
      candidate.inScope += 1;
      candidate.places.push(place);
      candidates.set(key, candidate);
    }
    await pause();
  }
  for (const [key, { inScope }] of candidates) if (inScope < atLeast) candidates.delete(key);
  for (const text of others) {
    for (const key of phrasesOf(clauses(text), usual, empty).keys()) {
      const candidate = candidates.get(key);
      if (candidate) candidate.others += 1;
    }
    await pause();
  }
  for (const candidate of candidates.values())
    candidate.score = scoreOf(candidate, scope.length, others.length);
  const ranked = [...candidates.values()]
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  return withoutNested(ranked.slice(0, mostRanked))
    .slice(0, mostPhrases)
    .map(({ places, inScope, others }) => ({ phrase: mostUsual(places.map(surface)), inScope, others }));
}

/** The phrases of a text by their stems, each once; of usual words only. */
function phrasesOf(
  statements: readonly (readonly Word[])[],
  usual: ReadonlySet<string>,
  empty: ReadonlySet<string>,
): Map<string, Place> {
  const phrases = new Map<string, Place>();
  for (const clause of statements) {
    for (const [start, first] of clause.entries()) {
      if (!first.content && first.stem !== 'not') continue;
      let key = '';
      let telling = false;
      for (let end = start + 1; end <= Math.min(clause.length, start + longestPhrase); end += 1) {
        const word = clause[end - 1] ?? first;
        if (!usual.has(word.stem)) break;
        key = key === '' ? word.stem : `${key} ${word.stem}`;
        telling ||=
          word.content && (!empty.has(word.stem) || (first.stem === 'not' && tellingNegated.has(word.stem)));
        if (telling && word.content) phrases.set(key, { clause, start, end });
      }
    }
  }
  return phrases;
}

/** As customers write it inside a sentence: a capital that only begins one is none. */
function surface({ clause, start, end }: Place): string {
  const [first = '', ...others] = clause
    .slice(start, end)
    .map(({ text }) => (/^\p{Lu}{5,}$/u.test(text) ? text.toLowerCase() : text));
  const isName = /\p{Lu}/u.test(first.slice(1)) || /^\p{Lu}$/u.test(first);
  return [start === 0 && !isName ? first.toLowerCase() : first, ...others].join(' ');
}

function scoreOf({ key, inScope, others }: Candidate, scopeSize: number, othersSize: number): number {
  const words = key.split(' ').length;
  if (othersSize === 0) return inScope * (words === 1 ? 0.4 : 1);
  const prior = (priorReviews * (inScope + others)) / (scopeSize + othersSize);
  const odds = (count: number, size: number) =>
    Math.log((count + prior) / (size + priorReviews - count - prior));
  const deviation = Math.sqrt(1 / (inScope + prior) + 1 / (others + prior));
  const z = (odds(inScope, scopeSize) - odds(others, othersSize)) / deviation;
  return z * Math.log2(1 + inScope) * (words === 1 ? 0.8 : 1);
}

/** Best first. Of phrases inside each other that the same reviews have, the longest stays. */
function withoutNested(ranked: readonly Candidate[]): Candidate[] {
  const inside = (part: Candidate, whole: Candidate) =>
    part !== whole && ` ${whole.key} `.includes(` ${part.key} `);
  return ranked.filter(
    (part) => !ranked.some((whole) => inside(part, whole) && whole.inScope >= nestedShare * part.inScope),
  );
}

function mostUsual(forms: readonly string[]): string {
  const counted = [...Map.groupBy(forms, (form) => form)].map(([form, same]) => ({
    form,
    count: same.length,
  }));
  return counted.toSorted((a, b) => b.count - a.count || (a.form < b.form ? -1 : 1))[0]?.form ?? '';
}

/** Lets other work in when a turn has lasted long enough. */
function pauses(): () => Promise<void> {
  let sinceMs = performance.now();
  return async () => {
    if (performance.now() - sinceMs < longestTurnMs) return;
    await yieldToOthers();
    sinceMs = performance.now();
  };
}
