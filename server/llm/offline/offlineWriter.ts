import {
  block,
  lastUserText,
  lineIn,
  type OfflineMessage,
  type PromptReview,
  questionIn,
  reviewsIn,
} from './promptParts.ts';
import { quoteFrom } from './quoteFrom.ts';

interface PromptTheme {
  label: string;
  /** As the prompt words it, e.g. `in 8 of the 15 reviews read`. */
  counted: string;
  reviews: number[];
}

/** Shorter quotes ("Great game") come last. */
const tellingUnits = 20;
const closing = '_Grouped by shared words: no language model is connected._';
const introduction =
  'No language model is connected, so Candor’s built-in engine answers. Ask about the company’s reviews, for example ' +
  '“What are the top 5 product gaps from negative reviews?”: I search them, group them and cite every one I use. ' +
  'To connect a model, set `OPENROUTER_API_KEY`, `OPENAI_API_KEY`, `ANTHROPIC_API_KEY` or `OPENAI_BASE_URL` and start again.';

/** The answer as Markdown. Every number in it stands in the prompt. */
export function offlineAnswer(messages: readonly OfflineMessage[]): string {
  const prompt = lastUserText(messages);
  const reviews = reviewsIn(prompt);
  if (reviews.length === 0) return `${greeting(questionIn(prompt))} ${introduction}`;

  const wanted = lineIn(prompt, 'Wanted') ?? '';
  const themes = themesIn(prompt);
  const parts = [lineIn(prompt, 'Note') ?? '', figuresFirst(prompt, wanted)];
  if (wanted.startsWith('quotes'))
    parts.push(`Quotes from ${counted(reviews)}:`, quoteList(reviews, questionIn(prompt)));
  else if (themes.length === 0)
    parts.push(
      `${opening(reviews)}, no theme stands out. In the customers’ words:`,
      quoteList(reviews, questionIn(prompt)),
    );
  else parts.push(`${opening(reviews)}, ${topic(reviews, themes)}:`, themeList(reviews, themes));
  return [...parts, closing].filter((part) => part !== '').join('\n\n');
}

function greeting(question: string): string {
  if (/\b(?:thank|thanks|thx|danke|merci|gracias|grazie|obrigad\w+)/i.test(question))
    return 'You are welcome!';
  if (/\b(?:bye|goodbye|see you|tschüss|adi[oó]s|au revoir|ciao)/i.test(question)) return 'Goodbye!';
  return 'Hello! I am Candor.';
}

function opening(reviews: readonly PromptReview[]): string {
  return `Based on ${counted(reviews)}`;
}

function counted(reviews: readonly PromptReview[]): string {
  const tone = reviews.every(({ rating }) => rating !== null && rating <= 2)
    ? 'negative '
    : reviews.every(({ rating }) => rating !== null && rating >= 4)
      ? 'positive '
      : '';
  return reviews.length === 1 ? `1 ${tone}review` : `${reviews.length} ${tone}reviews`;
}

function topic(reviews: readonly PromptReview[], themes: readonly PromptTheme[]): string {
  const what = reviews.every(({ rating }) => rating !== null && rating <= 2)
    ? 'customers complain most about'
    : reviews.every(({ rating }) => rating !== null && rating >= 4)
      ? 'customers praise most'
      : 'customers speak most of';
  return themes.length === 1 ? `${what} one thing` : what;
}

function themeList(reviews: readonly PromptReview[], themes: readonly PromptTheme[]): string {
  const quoted = new Set<string>();
  return themes
    .map(({ label, counted, reviews: cited }, index) => {
      const lines: string[] = [];
      // the reviews that were not quoted yet come first, so that five themes do not repeat one customer
      for (const n of cited) {
        const review = reviews.find((candidate) => candidate.n === n);
        const quote = review ? quoteFrom(review, label) : null;
        if (quote === null || quoted.has(quote) || lines.length === 2) continue;
        quoted.add(quote);
        lines.push(`   - “${quote}” [${n}]`);
      }
      return [`${index + 1}. **${label}** (${counted}) [${cited.join(', ')}]`, ...lines].join('\n');
    })
    .join('\n');
}

function quoteList(reviews: readonly PromptReview[], about: string): string {
  return reviews
    .map((review) => ({ n: review.n, quote: quoteFrom(review, about) ?? review.text.slice(0, 80).trim() }))
    .filter(({ quote }) => quote !== '')
    .toSorted((a, b) => Number(b.quote.length >= tellingUnits) - Number(a.quote.length >= tellingUnits))
    .slice(0, 6)
    .map(({ n, quote }) => `- “${quote}” [${n}]`)
    .join('\n');
}

function themesIn(prompt: string): PromptTheme[] {
  const lines = (block(prompt, 'themes') ?? '').matchAll(
    /^(.+): (in \d+ of the \d+ reviews? read): ([\d, ]+)$/gmu,
  );
  return [...lines].map(([, label, counted, numbers]) => ({
    label: (label ?? '').replace(/[*_`]/g, ''),
    counted: counted ?? '',
    reviews: (numbers ?? '').split(',').map(Number),
  }));
}

/** The counts that the question turns on, copied from the prompt. */
function figuresFirst(prompt: string, wanted: string): string {
  if (!/^(?:count|trend|comparison)/.test(wanted)) return '';
  const start = prompt.indexOf('Figures:\n');
  const figures = start < 0 ? [] : (prompt.slice(start).split('\n\n')[0] ?? '').split('\n').slice(1);
  const lines: string[] = [];
  for (const line of figures) {
    if (!line.startsWith('- ')) break;
    if (!line.startsWith('- Reviews read')) lines.push(line.replace(/: ([\d.]+(?: or more)?)$/, ': **$1**'));
  }
  return lines.join('\n');
}
