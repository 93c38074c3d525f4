import { createHash } from 'node:crypto';
import type { ChatRequest } from './chatRequest.ts';
import { withoutMarkers } from './chooseFaults.ts';

export interface RawToolCall {
  name: string;
  /** JSON, or what a test wants in its place. */
  arguments: string;
}

/** What is said, before it is put into chunks. */
export interface RoleReply {
  text: string;
  toolCalls: RawToolCall[];
}

/**
 * A valid answer for the agent that asks. The same seed, model and messages get the same words; every number comes
 * from the prompt.
 */
export function roleReply(request: ChatRequest, seed: string): RoleReply {
  const pick = picker(`${seed}\n${request.model}\n${request.promptText}`);
  switch (request.role) {
    case 'Query Planning':
      return says(JSON.stringify(plan(request)));
    case 'RAG Retrieval':
      return retrieval(request);
    case 'Data Analysis':
      return says(JSON.stringify({ themes: themes(request, pick) }));
    case 'Answer':
      return says(summary(request, pick));
    case null:
      return says(`The chaos upstream heard ${keywords(request).join(', ') || 'nothing'}. ${pick(closings)}`);
  }
}

/** Chooses the next item from a list, by a digest and not by chance. */
type Pick = <Item>(items: readonly [Item, ...Item[]]) => Item;

function picker(source: string): Pick {
  let state = createHash('sha256').update(source).digest();
  return (items) => {
    state = createHash('sha256').update(state).digest();
    return items[state.readUInt32BE(0) % items.length] ?? items[0];
  };
}

const says = (text: string): RoleReply => ({ text, toolCalls: [] });

function plan(request: ChatRequest): Record<string, unknown> {
  const words = keywords(request);
  const isNegative = /\b(negative|gaps?|complain\w*|worst|bad)\b/i.test(question(request));
  return {
    intent: isNegative ? 'Gap Analysis' : 'Summary',
    output: 'cited_summary',
    needs: ['RAG', 'Analytics'],
    searches: words.length === 0 ? [] : [words.join(' ')],
    filters: { minRating: null, maxRating: isNegative ? 2 : null, product: null, since: null, until: null },
    reply: null,
  };
}

function retrieval(request: ChatRequest): RoleReply {
  const hasResult = request.messages.at(-1)?.role === 'tool';
  if (hasResult || request.tools.length === 0) return says('The reviews have been found.');
  const name = request.tools.includes('search_reviews') ? 'search_reviews' : (request.tools[0] ?? '');
  const query = keywords(request).join(' ') || 'product';
  return { text: '', toolCalls: [{ name, arguments: JSON.stringify({ query }) }] };
}

const labels = ['Battery life', 'Late delivery', 'Slow support', 'Rough edges', 'Missing manual'] as const;

function themes(request: ChatRequest, pick: Pick): { label: string; reviews: number[] }[] {
  const byLabel = new Map<string, number[]>();
  for (const n of reviewNumbers(request)) {
    const label = pick(labels);
    byLabel.set(label, [...(byLabel.get(label) ?? []), n]);
  }
  return [...byLabel].map(([label, reviews]) => ({ label, reviews }));
}

const openings = ['Customers come back to', 'Several people mention', 'A recurring point is'] as const;
const points = ['the battery', 'the delivery', 'the support', 'the finish', 'the manual'] as const;
const closings = ['That is what the texts show.', 'The rest of the texts is mixed.'] as const;

function summary(request: ChatRequest, pick: Pick): string {
  const numbers = reviewNumbers(request);
  if (numbers.length === 0)
    return `Hello! Ask me about the reviews, and I will read them for you. ${pick(closings)}`;
  const sentences = numbers.slice(0, 6).map((n) => `${pick(openings)} ${pick(points)} [${n}].`);
  return `Based on ${numbers.length} reviews, this stands out. ${sentences.join(' ')} ${pick(closings)}`;
}

/** The numbers of the reviews in the prompt: those that open a line, else any in brackets. */
function reviewNumbers(request: ChatRequest): number[] {
  const spoken = request.messages.filter(({ role }) => role === 'user' || role === 'tool');
  const text = withoutMarkers(spoken.map((message) => message.content).join('\n'));
  const atLineStart = [...text.matchAll(/^\[(\d{1,4})\]/gm)];
  const found = atLineStart.length > 0 ? atLineStart : [...text.matchAll(/\[(\d{1,4})\]/g)];
  return [...new Set(found.map(([, n]) => Number(n)))].toSorted((a, b) => a - b);
}

const fillers = new Set(
  'what which from with about that this they have does were their there your are the'.split(' '),
);

/** Up to five words of the question. */
function keywords(request: ChatRequest): string[] {
  const words =
    question(request)
      .toLowerCase()
      .match(/\p{L}{3,30}/gu) ?? [];
  return [...new Set(words)].filter((word) => !fillers.has(word)).slice(0, 5);
}

/** The person's words: what stands between question tags, else the whole last message of the user. */
function question({ question }: ChatRequest): string {
  const text = withoutMarkers(question);
  return /<question>(.*?)<\/question>/s.exec(text)?.[1] ?? text;
}
