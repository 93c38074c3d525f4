import type { NewChatEvent, Source } from '#shared/chatEvent.ts';
import type { Figure } from '#shared/figure.ts';
import { noTotals } from '#shared/runView.ts';

const themes = [
  'Slow mobile app',
  'Crashes on older devices',
  'Too few integrations',
  'Unclear docs',
] as const;
const words =
  'customers write that the app takes much longer to load after the last update and that it loses what they entered'.split(
    ' ',
  );

/** Text of a model: so many tokens of Markdown, a word each, with all that answers have in them. */
export function longAnswer(tokens: number): string[] {
  const pieces: string[] = [];
  for (let section = 1; pieces.length < tokens; section += 1)
    pieces.push(...(sectionOf(section).match(/\S+\s*/g) ?? []));
  return pieces.slice(0, tokens);
}

function sectionOf(section: number): string {
  const theme = themes[section % themes.length];
  const sentence = (n: number) => {
    const from = (section * 7 + n * 3) % words.length;
    const said = [...words.slice(from), ...words.slice(0, from)].join(' ');
    return `In **${theme}** ${said} [${(n % 15) + 1}].`;
  };
  const count = `${(section * 7) % 140} of 145 reviews`;
  return `## ${section}. ${theme}

${sentence(1)} It is named in ${count}. ${sentence(2)} ${sentence(3)}

1. ${sentence(4)}
2. ${sentence(5)}
   - ${sentence(6)}
3. ${sentence(7)}

| Theme | Reviews | Said |
| :-- | --: | :-- |
${themes.map((name, n) => `| ${name} | ${n + section} | ${words.slice(n, n + 6).join(' ')} [${n + 1}] |`).join('\n')}

> ${sentence(8)}

\`\`\`sql
select count(*) from reviews where theme = '${theme}' and rating <= 2;
\`\`\`

`;
}

const sources = Array.from(
  { length: 15 },
  (_, index): Source => ({
    n: index + 1,
    reviewId: `r${index + 1}`,
    text: `${words.join(' ')}, says customer ${index + 1}`.repeat(3),
    rating: 1 + (index % 5),
    product: 'Mobile app',
    source: 'App Store',
    reviewedAt: '2026-05-01T00:00:00.000Z',
  }),
);
const figure: Figure = {
  n: 1,
  kind: 'count',
  text: '41 of 145 reviews',
  label: 'Slow mobile app',
  count: 41,
  base: 145,
  average: null,
  filter: { terms: 'slow' },
};

/** The steps, tools and calls that come before the answer: `nodes` of them, the run and the writer's call included. */
export function treeEvents(nodes: number): NewChatEvent[] {
  const events: NewChatEvent[] = [{ type: 'status', phase: 'planning', message: 'Analyzing query...' }];
  const step = (stepId: string, name: 'Query Planning' | 'RAG Retrieval' | 'Data Analysis' | 'Answer') =>
    events.push({ type: 'step-start', stepId, name });
  const end = (stepId: string) =>
    events.push({
      type: 'step-end',
      stepId,
      status: 'done',
      ms: 900,
      facts: [{ label: 'Found', value: '15 relevant reviews' }],
    });
  const call = (callId: string, stepId: string) =>
    events.push(callStart(callId, stepId, 'TOOL_USE'), callEnd(callId));
  step('plan', 'Query Planning');
  call('plan-call', 'plan');
  end('plan');
  step('read', 'RAG Retrieval');
  // the run, four steps, and the calls of three of them stand beside these
  for (let n = 0; n < nodes - 8; n += 1) {
    if (n % 4 === 0) call(`read-call-${n}`, 'read');
    else {
      const toolId = `tool-${n}`;
      const facts = [{ label: 'Query', value: words.slice(n % 9, (n % 9) + 5).join(' ') }];
      events.push(
        { type: 'tool-start', toolId, stepId: 'read', name: 'search_reviews', facts },
        { type: 'tool-end', toolId, status: 'done', ms: 30, facts: [{ label: 'Found', value: '15' }] },
      );
    }
  }
  end('read');
  events.push({ type: 'sources', reviews: sources }, { type: 'figures', figures: [figure] });
  step('analyse', 'Data Analysis');
  call('analyse-call', 'analyse');
  end('analyse');
  step('write', 'Answer');
  events.push(callStart(writeCallId, 'write', 'CHAT'), {
    type: 'call-first-token',
    callId: writeCallId,
    ms: 300,
  });
  return events;
}

/** The call that writes the answer: open, and estimated anew with every piece, until the end. */
const writeCallId = 'write-call';

const callStart = (callId: string, stepId: string, callType: 'TOOL_USE' | 'CHAT'): NewChatEvent => ({
  type: 'call-start',
  callId,
  stepId,
  role: 'RAG Retrieval',
  model: 'bench/model',
  provider: 'bench',
  callType,
  attempt: 1,
  estimatedPromptTokens: 900,
  price: { promptNanoUsd: 250_000_000, completionNanoUsd: 2_000_000_000 },
});

const callEnd = (callId: string): NewChatEvent => ({
  type: 'call-end',
  callId,
  status: 'done',
  ms: 400,
  preview: 'The reviews have been found.',
  costNanoUsd: 12_000,
  usage: {
    promptTokens: 900,
    completionTokens: 60,
    totalTokens: 960,
    cachedTokens: null,
    reasoningTokens: null,
    source: 'provider',
  },
});

/** A piece of the answer, and the checks of the counts that end in it. */
export function answerEvents(said: string, text: string): NewChatEvent[] {
  const after = said + text;
  const from = Math.max(0, said.length - 20);
  const checks = [...after.slice(from).matchAll(/\d+ of \d+ reviews/g)].flatMap((match): NewChatEvent[] => {
    const offset = from + match.index;
    const length = match[0].length;
    if (offset + length <= said.length) return [];
    return [
      { type: 'answer-check', offset, length, kind: 'count', verdict: 'confirmed', detail: '', figure: 1 },
    ];
  });
  return [{ type: 'answer-delta', offset: said.length, text }, ...checks];
}

/** The last events of the run. */
export function endEvents(message: string): NewChatEvent[] {
  return [
    { type: 'answer-end', length: message.length, finishReason: 'stop' },
    callEnd(writeCallId),
    { type: 'step-end', stepId: 'write', status: 'done', ms: 20_000, facts: [] },
    { type: 'run-end', status: 'done', totals: noTotals, ms: 21_000, message },
  ];
}
