/** A message of a chat completion request, as far as the engine reads it. */
export interface OfflineMessage {
  role: string;
  content: string;
}

/** A numbered review in a prompt: `[n] (rating 2 of 5, product, date) text`. */
export interface PromptReview {
  n: number;
  rating: number | null;
  text: string;
}

/** The newest thing the user said. */
export function lastUserText(messages: readonly OfflineMessage[]): string {
  return messages.findLast((message) => message.role === 'user')?.content ?? '';
}

/** What stands between `<tag>` and `</tag>`; null where there is no such block. */
export function block(prompt: string, tag: string): string | null {
  const start = prompt.indexOf(`<${tag}>`);
  const end = prompt.indexOf(`</${tag}>`, start);
  return start < 0 || end < 0 ? null : prompt.slice(start + tag.length + 2, end).trim();
}

/** The question of a prompt: its block, or all of it where there is none. */
export function questionIn(prompt: string): string {
  return block(prompt, 'question') ?? prompt;
}

/** The numbered reviews of a prompt. */
export function reviewsIn(prompt: string): PromptReview[] {
  const lines = (block(prompt, 'reviews') ?? '').matchAll(/^\[(\d+)\] \(([^()]*)\) (.*)$/gmu);
  return [...lines].map(([, n, head, text]) => {
    const rating = /rating (\d(?:\.\d+)?) of 5/.exec(head ?? '')?.[1];
    return { n: Number(n), rating: rating === undefined ? null : Number(rating), text: text ?? '' };
  });
}

/** The value of a line `Label: value` outside all blocks. */
export function lineIn(prompt: string, label: string): string | null {
  const outside = prompt.replace(/<(question|reviews|themes|products|searches)>[\s\S]*?<\/\1>/g, '');
  const line = outside.split('\n').find((candidate) => candidate.replace(/^- /, '').startsWith(`${label}: `));
  return line?.slice(line.indexOf(': ') + 2).trim() ?? null;
}
