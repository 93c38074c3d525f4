/** A message of a chat completion request, as far as the engine reads it. */
export interface OfflineMessage {
  role: string;
  content: string;
}

/** `[n] (rating 2 of 5, product, date) text` */
const reviewLine =
  /^\[(\d+)\] \((?:no rating|rating (\d(?:\.\d+)?) of 5), (?:no product|([^(),]*)), (\d{4}-\d\d-\d\d)?[^()]*\) (.*)$/u;
/** `keeps crashing: 9 of 140 negative reviews, 1 of 160 others` */
const phraseLine = /^([^:]+): (\d+) of (\d+) \D.*?(?:, (\d+) of (\d+) others)?$/u;

/** The newest thing the user said: a question, lines `Label: value`, and `<tag>` blocks of lines. */
export function readPrompt(messages: readonly OfflineMessage[]) {
  const prompt = messages.findLast((message) => message.role === 'user')?.content ?? '';
  const head = prompt.replace(/<(\w+)>\n[\s\S]*?<\/\1>/g, '').split('\n');
  const block = (tag: string): string | null => {
    const start = prompt.indexOf(`<${tag}>`);
    const end = prompt.indexOf(`</${tag}>`, start);
    return start < 0 || end < 0 ? null : prompt.slice(start + tag.length + 2, end).trim();
  };
  const linesIn = (tag: string) => (block(tag) ?? '').split('\n').filter((line) => line.trim() !== '');
  return {
    /** Its block, or all of the prompt where there is none. */
    question: block('question') ?? prompt,
    /** The lines of a block; none where it is absent or empty. */
    linesIn,
    /** The value of a line `Label: value` outside all blocks. */
    valueOf(label: string): string | null {
      const line = head.find((candidate) => candidate.startsWith(`${label}: `));
      return line?.slice(label.length + 2).trim() ?? null;
    },
    reviews: linesIn('reviews').flatMap(reviewIn),
    phrases: linesIn('phrases').flatMap(phraseIn),
  };
}

/** A numbered review in a prompt; its date as `2026-03-04`. */
export type PromptReview = ReturnType<typeof reviewIn>[number];

function reviewIn(line: string) {
  const [, n, stars, product = null, date = null, text = ''] = reviewLine.exec(line) ?? [];
  const rating = stars === undefined ? null : Number(stars);
  return n === undefined ? [] : [{ n: Number(n), rating, product, date, text }];
}

/** A phrase that so many reviews of the scope have. */
export type PromptPhrase = ReturnType<typeof phraseIn>[number];

function phraseIn(line: string) {
  const [, phrase, inScope, scope, outside, others] = phraseLine.exec(line) ?? [];
  if (phrase === undefined) return [];
  const share = Number(inScope) / Math.max(1, Number(scope));
  // how much more often than the others: Infinity if only they have it, null without others
  const ratio = others === undefined ? null : share / (Number(outside) / Math.max(1, Number(others)));
  return [{ phrase, inScope: Number(inScope), scope: Number(scope), ratio }];
}
