import { z } from 'zod';
import { outOfScopeReply } from './directReply.ts';
import { lastUserText, lineIn, linesIn, type OfflineMessage, questionIn } from './promptParts.ts';
import { questionDays } from './questionDays.ts';
import { type QuestionKind, questionKind, usualKind } from './questionKind.ts';
import { questionLanguage, questionProducts, questionRatings } from './questionScope.ts';
import { questionTopics, termsOf } from './questionTopics.ts';

const anaphora =
  /^\W*(?:and|but|only|just|what about|how about|same|now|since|show me|give me|und|nur|et|y|pero|solo|sólo|ab|seit|depuis|desde)\b|\b(?:them|those|these|ones|that|it|there|davon|diese|ceux|celles|esos|esas)\b/i;
const shortWords = 6;

const givenFilters = z.object({
  minRating: z.number().nullish(),
  maxRating: z.number().nullish(),
  products: z.array(z.string()).nullish(),
  language: z.string().nullish(),
  since: z.string().nullish(),
  until: z.string().nullish(),
});

interface EarlierTurn {
  output: QuestionKind['output'];
  filters: z.infer<typeof givenFilters>;
  searches: string[];
}

/** The plan for a question, made from its words and from the last turn's plan: a JSON text. */
export function offlinePlan(messages: readonly OfflineMessage[]): string {
  const prompt = lastUserText(messages);
  const question = questionIn(prompt);
  const company = (lineIn(prompt, 'Company') ?? 'this company').replace(/ \(sample\)$/, '');
  const reply = outOfScopeReply(question, company);
  if (reply !== null) {
    const nothing = { needs: [], searches: [], terms: [], groupBy: null, filters: null };
    return JSON.stringify({ intent: 'Conversation', output: 'direct', ...nothing, reply });
  }

  const own = questionKind(question);
  const kind = own ?? usualKind;
  const products = questionProducts(question, linesIn(prompt, 'products'));
  const language = questionLanguage(question);
  const today = lineIn(prompt, 'Today') ?? new Date().toISOString().slice(0, 10);
  const newest = /to (\d{4}-\d\d-\d\d)/.exec(lineIn(prompt, 'Dates') ?? '')?.[1] ?? null;
  const days = questionDays(question, today, newest);
  const ratings = questionRatings(question, kind.takesSides);
  const topics = questionTopics(withoutAll(question, products));
  const earlier = earlierTurn(prompt);
  const follows = earlier !== null && isFollowUp(question, own);
  const kept = follows ? earlier.filters : {};
  const rated = ratings.minRating !== null || ratings.maxRating !== null;
  const dated = days.since !== null || days.until !== null;
  const output = own?.output ?? (follows ? earlier.output : kind.output);
  const searches = topics.length > 0 || !follows ? topics : earlier.searches;
  const counts = output === 'count' || output === 'trend' || output === 'comparison';
  return JSON.stringify({
    intent: own === null && follows ? 'Follow-up' : kind.intent,
    output,
    needs: counts ? ['Analytics', 'RAG'] : output === 'quotes' ? ['RAG'] : ['RAG', 'Analytics'],
    searches,
    terms: !counts ? [] : topics.length > 0 || !follows ? termsOf(topics, question) : anyOf(searches),
    groupBy: kind.groupBy ?? (output === 'trend' ? 'month' : output === 'comparison' ? 'product' : null),
    filters: {
      minRating: (rated ? ratings.minRating : kept.minRating) ?? null,
      maxRating: (rated ? ratings.maxRating : kept.maxRating) ?? null,
      products: products.length > 0 ? products : (kept.products ?? null),
      language: language ?? kept.language ?? null,
      since: (dated ? days.since : kept.since) ?? null,
      until: (dated ? days.until : kept.until) ?? null,
    },
    reply: null,
  });
}

/** A question that only makes sense after the last one: it points back, or is short and asks for nothing by itself. */
function isFollowUp(question: string, own: QuestionKind | null): boolean {
  const words = question.split(/\s+/).length;
  return words <= 2 * shortWords && (anaphora.test(question) || (own === null && words <= shortWords));
}

function earlierTurn(prompt: string): EarlierTurn | null {
  const filters = givenFilters.safeParse(parsed(lineIn(prompt, 'Earlier scope')));
  const searches = z.array(z.string()).safeParse(parsed(lineIn(prompt, 'Earlier searches')));
  const output = z
    .enum(['cited_summary', 'count', 'trend', 'comparison', 'quotes'])
    .safeParse(lineIn(prompt, 'Earlier output'));
  if (!filters.success || !output.success) return null;
  return { output: output.data, filters: filters.data, searches: searches.data ?? [] };
}

/** Searches for one matter as one expression. */
function anyOf(searches: readonly string[]): string[] {
  const quoted = searches.map((search) => (search.includes(' ') ? `"${search}"` : search));
  return quoted.length === 0 ? [] : [quoted.join(' or ')];
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/** A question without the products it names; a comma stands for each, so that no topic reaches across. */
function withoutAll(question: string, products: readonly string[]): string {
  const words = products
    .flatMap((name) => [name, ...name.split(/\s+/)])
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, '.'));
  return words.length === 0
    ? question
    : question.replace(new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'giu'), ' , ');
}
