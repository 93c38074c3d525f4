import { phrases } from './phrases.ts';
import { block, lastUserText, type OfflineMessage, questionIn } from './promptParts.ts';

const mostSearches = 6;
const wordsPerSearch = 4;
const negative =
  /\b(?:negative|bad|worst|complain\w*|problems?|issues?|hated?|dislikes?|gaps?|weakness\w*|pain points?|disappoint\w*|critici\w*|critical|unhappy|angry|frustrat\w*|low[- ]rat\w*)\b/gi;
const positive =
  /\b(?:positive|love[ds]?|prais\w*|favou?rites?|strengths?|happy|enjoy\w*|satisf\w*|best|like (?:most|best|about)|high[- ]rat\w*)\b/gi;
/** Words about the task; customers do not write them about the product. */
const taskWords =
  /\b(?:what|which|how|reviews?|reviewers?|customers?|users?|people|clients?|buyers?|products?|top|main|most|common|frequent|frequently|often|mention\w*|say\w*|talk\w*|tell|give|show|list|find|summar\w*|overview|themes?|topics?|feedback|analy[sz]\w*|analysis|many|number|count|percent\w*|share|trends?|chang\w*|develop\w*|lately|over time|monthly|compar\w*|versus|vs|difference|between|quotes?|verbatim|examples?|sentiment|opinions?|feel\w*|think|improv\w*|missing|lack\w*|features?|requests?|stars?|ratings?|average|biggest|important|reasons?|company|about|since|please|explain|describe)\b/gi;

/** What stands between two topics. */
const joiners = /\b(?:and|or|und|oder|et|ou|y|with)\b/gi;

const kinds: readonly { words: RegExp; intent: string; output: string; needs: string[] }[] = [
  {
    words: /\b(?:how many|number of|count|how often|percent\w*|what share)\b/i,
    intent: 'Count',
    output: 'count',
    needs: ['Analytics', 'RAG'],
  },
  {
    words: /\b(?:trends?|over time|per month|monthly|lately|develop\w*|chang\w*)\b/i,
    intent: 'Trend Analysis',
    output: 'trend',
    needs: ['RAG', 'Analytics'],
  },
  {
    words: /\b(?:compare\w*|comparison|versus|vs|difference between)\b/i,
    intent: 'Comparison',
    output: 'comparison',
    needs: ['RAG', 'Analytics'],
  },
  {
    words: /\b(?:quotes?|verbatim|own words|examples?)\b/i,
    intent: 'Quotes',
    output: 'quotes',
    needs: ['RAG'],
  },
  {
    words: /\b(?:gaps?|missing|lack\w*|wish|improv\w*)\b/i,
    intent: 'Gap Analysis',
    output: 'cited_summary',
    needs: ['RAG', 'Analytics'],
  },
  {
    words: /\b(?:complain\w*|problems?|issues?|pain points?|weakness\w*|worst|negative)\b/i,
    intent: 'Issue Analysis',
    output: 'cited_summary',
    needs: ['RAG', 'Analytics'],
  },
  {
    words: /\b(?:prais\w*|strengths?|love\w*|best|positive)\b/i,
    intent: 'Strengths',
    output: 'cited_summary',
    needs: ['RAG', 'Analytics'],
  },
  {
    words: /\b(?:sentiment|feel\w*|opinions?|think)\b/i,
    intent: 'Sentiment Overview',
    output: 'cited_summary',
    needs: ['RAG', 'Analytics'],
  },
];

/** The plan for a question, made from its words alone: a JSON text. */
export function offlinePlan(messages: readonly OfflineMessage[]): string {
  const prompt = lastUserText(messages);
  const question = questionIn(prompt);
  const kind = kinds.find(({ words }) => words.test(question));
  const product = namedProduct(question, block(prompt, 'products') ?? '');
  const topic = product === null ? question : question.replace(new RegExp(escaped(product), 'giu'), ' , ');
  return JSON.stringify({
    intent: kind?.intent ?? 'Review Summary',
    output: kind?.output ?? 'cited_summary',
    needs: kind?.needs ?? ['RAG', 'Analytics'],
    searches: searchesIn(topic),
    filters: { ...ratingsIn(question), product, ...daysIn(question) },
    reply: null,
  });
}

/** One search for each run of words that say something; a search finds reviews with any of its words. */
function searchesIn(question: string): string[] {
  const topic = [negative, positive, taskWords, joiners].reduce(
    (text, words) => text.replace(words, ','),
    question,
  );
  const searches: string[] = [];
  for (const run of phrases(topic)) {
    const words = run.filter((word) => word.meaningful).map((word) => word.text.toLowerCase());
    for (let at = 0; at < words.length; at += wordsPerSearch) {
      searches.push(words.slice(at, at + wordsPerSearch).join(' '));
    }
    if (searches.length > 10 * mostSearches) break;
  }
  return [...new Set(searches)].slice(0, mostSearches);
}

function ratingsIn(question: string): { minRating: number | null; maxRating: number | null } {
  const stars = /\b([1-5])[- ]stars?\b/i.exec(question)?.[1];
  if (stars !== undefined) return { minRating: Number(stars), maxRating: Number(stars) };
  const isNegative = question.search(negative) >= 0;
  const isPositive = question.search(positive) >= 0;
  if (isNegative === isPositive) return { minRating: null, maxRating: null };
  return isNegative ? { minRating: null, maxRating: 2 } : { minRating: 4, maxRating: null };
}

function daysIn(question: string): { since: string | null; until: string | null } {
  const since = /\b(?:since|after|from)\s+((?:19|20)\d\d)(?:-(\d\d))?\b/i.exec(question);
  if (since) return { since: `${since[1]}-${since[2] ?? '01'}-01`, until: null };
  const during = /\b(?:in|during)\s+((?:19|20)\d\d)\b/i.exec(question);
  if (during) return { since: `${during[1]}-01-01`, until: `${during[1]}-12-31` };
  return { since: null, until: null };
}

function namedProduct(question: string, products: string): string | null {
  const named = products.split('\n').filter((name) => {
    const edged = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'iu');
    return name.trim().length >= 3 && edged.test(question);
  });
  // the longest name is the most exact one
  return named.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
