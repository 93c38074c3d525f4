import { z } from 'zod';
import { outputKind } from '#shared/chatEvent.ts';
import { reviewScope } from '#shared/reviewScope.ts';
import { jsonOf } from '../looseJson.ts';
import { neutralConcepts } from './concepts.ts';
import { outOfScopeReply } from './directReply.ts';
import { questionDays } from './questionDays.ts';
import { questionKind } from './questionKind.ts';
import {
  comparesRatings,
  isMeantBy,
  isOfNames,
  questionLanguage,
  questionProducts,
  questionRatings,
} from './questionScope.ts';
import { asksForWords, questionTopics, termsOf } from './questionTopics.ts';
import { type OfflineMessage, readPrompt } from './readPrompt.ts';
import { speaksOf, stemsOf } from './speaksOf.ts';

const anaphora =
  /^\W*(?:and|but|only|just|what about|how about|same|now|since|show me|give me|und|nur|et|y|pero|solo|sólo|ab|seit|depuis|desde)\b|\b(?:them|those|these|ones|that|it|there|davon|diese|ceux|celles|esos|esas)\b/i;
const shortWords = 6;
/** In a longer question most words are about the asker. */
const longWords = 30;
const asksWhy = /^\W*(?:and )?(?:why|how come|warum|wieso|pourquoi|por qué)(?: (?:is|so|that|not))*\W*$/i;

const earlierTurn = z.object({
  output: outputKind.exclude(['direct']),
  filters: reviewScope,
  searches: z.array(z.string()).catch([]),
});
const anything = Object.fromEntries(reviewScope.keyof().options.map((key) => [key, null]));

/** The plan for a question, made from its words and from the last turn's plan: a JSON text. */
export function offlinePlan(messages: readonly OfflineMessage[]): string {
  const { question, linesIn, valueOf } = readPrompt(messages);
  const company = (valueOf('Company') ?? 'this company').replace(/ \(sample\)$/, '');
  const reply = outOfScopeReply(question, company);
  if (reply !== null) {
    const nothing = { needs: [], searches: [], terms: [], groupBy: null, filters: null };
    return JSON.stringify({ intent: 'Conversation', output: 'direct', ...nothing, reply });
  }

  const chosen = reviewScope.safeParse(jsonOf(valueOf('Chosen filter') ?? '')).data;
  const own = questionKind(question, longWords);
  const last = earlierTurn.safeParse({
    output: valueOf('Earlier output'),
    filters: jsonOf(valueOf('Earlier scope') ?? ''),
    searches: jsonOf(valueOf('Earlier searches') ?? ''),
  }).data;
  const earlier = last && isFollowUp(question, own !== null) ? last : null;
  // the reasons are in the customers' words
  const output =
    earlier && asksWhy.test(question) ? 'quotes' : (own?.output ?? earlier?.output ?? 'cited_summary');
  const counts = output === 'count' || output === 'trend' || output === 'comparison';
  const products = questionProducts(question, linesIn('products'));
  const isLong = question.split(/\s+/).length > longWords;
  const named = questionTopics(withoutNames(question, products)).filter(
    (topic) => !isOfNames(topic, products),
  );
  const said = asksForWords.test(question) ? named : named.map(inEnglish);
  // a sentence about oneself names no topics, a list of them does
  const topics = isLong && !isList(question) ? said.filter((topic) => conceptOf(topic) !== undefined) : said;
  const searches = topics.length > 0 ? topics : (earlier?.searches ?? []);
  const terms = topics.length > 0 ? termsOf(topics, question) : anyOf(searches);
  // "best product" and "average of the worst" don't ask for praise or blame
  const takesSides = own?.groupBy !== 'product' && own?.intent !== 'Average Rating';
  const today = valueOf('Today') ?? new Date().toISOString().slice(0, 10);
  const newest = /to (\d{4}-\d\d-\d\d)/.exec(valueOf('Dates') ?? '')?.[1] ?? null;
  const language = questionLanguage(question);
  const hasSides = output === 'comparison' && comparesRatings(question);
  return JSON.stringify({
    intent: own?.intent ?? (earlier ? 'Follow-up' : 'Review Summary'),
    output,
    needs: counts ? ['Analytics', 'RAG'] : output === 'quotes' ? ['RAG'] : ['RAG', 'Analytics'],
    searches,
    terms: counts ? terms : [],
    groupBy: hasSides
      ? 'rating'
      : (own?.groupBy ?? (output === 'trend' ? 'month' : output === 'comparison' ? 'product' : null)),
    filters: {
      ...anything,
      ...earlier?.filters,
      ...(hasSides ? { minRating: null, maxRating: null } : questionRatings(question, takesSides)),
      ...(products.length > 0 ? { products } : {}),
      ...(language === null ? {} : { language }),
      ...questionDays(question, today, newest),
      ...chosen,
    },
    reply: null,
  });
}

/** A question that only makes sense after the last one: it points back, or is short and asks for nothing by itself. */
function isFollowUp(question: string, asksForSomething: boolean): boolean {
  const words = question.split(/\s+/).length;
  if (words <= 2) return true;
  return words <= 2 * shortWords && (anaphora.test(question) || (!asksForSomething && words <= shortWords));
}

const isList = (text: string) => text.split(',').length > text.split(/\s+/).length / 3;

/** The everyday concept that a topic names, in any language. */
function conceptOf(topic: string) {
  const stems = stemsOf(topic);
  return neutralConcepts.find(({ core, abroad }) => speaksOf(stems, [...core, ...abroad]));
}

/** A topic as most reviews would have it: `geschmack` is `taste`. */
function inEnglish(topic: string): string {
  const concept = conceptOf(topic);
  return concept && !speaksOf(stemsOf(topic), concept.core) ? concept.topic.toLowerCase() : topic;
}

/** Searches for one matter as one expression. */
function anyOf(searches: readonly string[]): string[] {
  const quoted = searches.map((search) => (search.includes(' ') ? `"${search}"` : search));
  return quoted.length === 0 ? [] : [quoted.join(' or ')];
}

/** A question without the products it names; a comma stands for each, so that no topic reaches across. */
function withoutNames(question: string, products: readonly string[]): string {
  const literal = (word: string) => word.replace(/[^\p{L}\p{N}]/gu, '.');
  const stems = products.flatMap((name) => stemsOf(name.replace(/[._]/g, ' ')).flat());
  const isOfName = (word: string) =>
    stemsOf(word)
      .flat()
      .some((own) => stems.some((stem) => own === stem || isMeantBy(own, stem)));
  const wholly = products.map(literal).join('|') || '$^';
  return question
    .replace(new RegExp(`(?<!\\p{L})(?:${wholly})(?!\\p{L})`, 'giu'), ' , ')
    .replace(/\p{L}+/gu, (word) => (isOfName(word) ? ' , ' : word));
}
