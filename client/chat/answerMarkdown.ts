import { citedNumbers } from '#shared/chatAnswer.ts';
import type { RunView } from '#shared/runView.ts';
import { scopeParts } from './scopeParts.ts';

/** An answer to paste elsewhere: its question, its text, what its counts count, and the reviews it cites by number. */
export function answerMarkdown(view: RunView): string {
  const stated = new Set(view.checks.map(({ figure }) => figure));
  const counts = view.figures
    .filter(({ n }) => stated.has(n))
    .map(({ text, label }) => `- ${text}: ${plain(label)}`);
  const cited = new Set(citedNumbers(view.answer));
  const sources = view.sources
    .filter(({ n }) => cited.has(n))
    .map(({ n, rating, product, source, reviewedAt, text }) => {
      const rated = rating === null ? null : `rated ${rating}`;
      const known = [rated, product, source, reviewedAt?.slice(0, 10)].filter(Boolean).join(', ');
      return `${n}. ${plain(text)}${known === '' ? '' : ` (${plain(known)})`}`;
    });
  const scope = view.scope ? scopeParts(view.scope.filters).map(({ label }) => plain(label)) : [];
  const parts = [
    `# ${plain(view.question)}`,
    ...(scope.length === 0 ? [] : [`Over: ${scope.join(', ')}`]),
    view.answer.trim(),
    ...(counts.length === 0 ? [] : [`## Counts\n\n${counts.join('\n')}`]),
    ...(sources.length === 0 ? [] : [`## Sources\n\n${sources.join('\n')}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Text of others on one line, with no Markdown of its own. */
const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~]/g, String.raw`\$&`);
