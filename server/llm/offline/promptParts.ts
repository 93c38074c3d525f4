/** A message of a chat completion request, as far as the engine reads it. */
export interface OfflineMessage {
  role: string;
  content: string;
}

/** A numbered review in a prompt: `[n] (rating 2 of 5, product, date) text`. */
export interface PromptReview {
  n: number;
  rating: number | null;
  product: string | null;
  date: string | null;
  text: string;
}

/** A phrase of a prompt: `keeps crashing: 9 of 140 in scope, 1 of 160 others`. */
export interface PromptPhrase {
  phrase: string;
  inScope: number;
  scope: number;
  /** How much more often the scope's reviews have it than the others; Infinity if only they do, null without others. */
  ratio: number | null;
}

/** The newest thing the user said. */
export function lastUserText(messages: readonly OfflineMessage[]): string {
  return messages.findLast((message) => message.role === 'user')?.content ?? '';
}

/** What stands between `<tag>` and `</tag>`; null where there is no such block. */
function block(prompt: string, tag: string): string | null {
  const start = prompt.indexOf(`<${tag}>`);
  const end = prompt.indexOf(`</${tag}>`, start);
  return start < 0 || end < 0 ? null : prompt.slice(start + tag.length + 2, end).trim();
}

/** The lines of a block; none where it is absent or empty. */
export function linesIn(prompt: string, tag: string): string[] {
  return (block(prompt, tag) ?? '').split('\n').filter((line) => line.trim() !== '');
}

/** The question of a prompt: its block, or all of it where there is none. */
export function questionIn(prompt: string): string {
  return block(prompt, 'question') ?? prompt;
}

/** The numbered reviews of a prompt. */
export function reviewsIn(prompt: string): PromptReview[] {
  const lines = (block(prompt, 'reviews') ?? '').matchAll(/^\[(\d+)\] \(([^()]*)\) (.*)$/gmu);
  return [...lines].map(([, n, head = '', text = '']) => {
    const [rating = '', product = '', date = ''] = head.split(', ');
    const stars = /^rating (\d(?:\.\d+)?) of 5$/.exec(rating)?.[1];
    return {
      n: Number(n),
      rating: stars === undefined ? null : Number(stars),
      product: product === '' || product === 'no product' ? null : product,
      date: /^\d{4}-\d\d-\d\d/.test(date) ? date : null,
      text,
    };
  });
}

/** The notable phrases of a prompt. */
export function phrasesIn(prompt: string): PromptPhrase[] {
  return linesIn(prompt, 'phrases').flatMap((line) => {
    const [, phrase, inScope, scope, outside, others] =
      /^(.+): (\d+) of (\d+) in scope(?:, (\d+) of (\d+) others)?$/u.exec(line) ?? [];
    if (phrase === undefined) return [];
    const share = Number(inScope) / Math.max(1, Number(scope));
    const ratio = others === undefined ? null : share / (Number(outside) / Math.max(1, Number(others)));
    return [{ phrase, inScope: Number(inScope), scope: Number(scope), ratio }];
  });
}

/** The value of a line `Label: value` outside all blocks. */
export function lineIn(prompt: string, label: string): string | null {
  const outside = prompt.replace(/<(\w+)>\n[\s\S]*?<\/\1>/g, '');
  const line = outside.split('\n').find((candidate) => candidate.startsWith(`${label}: `));
  return line?.slice(line.indexOf(': ') + 2).trim() ?? null;
}
