import type { FaultyRole, UpstreamFault } from './upstreamFault.ts';

const broken = { run: 'failed' } as const;
const healed = { run: 'done' } as const;
const cut = { ...broken, calls: ['truncated'], isEstimated: true } satisfies Partial<UpstreamFault>;
const whole = { ...healed, calls: ['done'] } satisfies Partial<UpstreamFault>;
const guessed = { ...whole, isEstimated: true };
const asBase64 = (text: string) => Buffer.from(text).toString('base64');
const planOf = (searches: number) =>
  asBase64(
    JSON.stringify({
      intent: 'Everything',
      output: 'cited_summary',
      needs: ['RAG'],
      searches: Array.from({ length: searches }, (_, index) => `w${index}`),
    }),
  );
const noAnswer = { ...broken, calls: ['error'], code: 'bad-content-type' } satisfies Partial<UpstreamFault>;

/** Answers that never begin: busy, broken, unreachable, silent. */
const beforeTheAnswer: UpstreamFault[] = [
  { id: 'A1 busy', fault: 'status,code=429,after=2', times: 1, calls: ['error', 'done'], ...healed },
  {
    id: 'A2 busy for an hour',
    fault: 'status,code=429,after=3600',
    calls: ['error'],
    ...broken,
    code: 'rate-limited',
  },
  {
    id: 'A2 busy until a date',
    fault: 'status,code=429,after=date,in=2',
    times: 1,
    calls: ['error', 'done'],
    ...healed,
  },
  {
    id: 'A2 busy for "banana"',
    fault: 'status,code=429,after=banana',
    calls: ['error', 'error', 'error'],
    ...broken,
    code: 'rate-limited',
  },
  { id: 'A3 once', fault: 'status,code=500', times: 1, calls: ['error', 'done'], ...healed },
  { id: 'A3 twice', fault: 'status,code=503', times: 2, calls: ['error', 'error', 'done'], ...healed },
  {
    id: 'A3 for good',
    fault: 'status,code=502',
    calls: ['error', 'error', 'error'],
    ...broken,
    code: 'upstream-502',
  },
  { id: 'A3 wrong key', fault: 'status,code=401', calls: ['error'], ...broken, code: 'unauthorized' },
  { id: 'A4 reset', fault: 'rst', times: 1, calls: ['error', 'done'], ...healed },
  {
    id: 'A4 resets',
    fault: 'rst',
    calls: ['error', 'error', 'error'],
    ...broken,
    code: 'connection-lost',
  },
  {
    id: 'A4 closed port',
    fault: 'ok',
    setting: 'closed port',
    role: 'planner',
    calls: ['error', 'error', 'error'],
    ...broken,
    code: 'connection',
  },
  {
    id: 'A5 no headers',
    setting: 'impatient',
    fault: 'hang-headers',
    calls: ['error'],
    ...broken,
    code: 'timeout',
  },
  {
    id: 'A5 only pings',
    setting: 'impatient',
    fault: 'never,ms=100',
    calls: ['error'],
    ...broken,
    code: 'timeout',
  },
];

/** Answers that break off, or end in their own way. */
const inTheAnswer: UpstreamFault[] = [
  { id: 'A6 stall', setting: 'impatient', fault: 'stall,at=5', ...cut, code: 'timeout' },
  { id: 'A7 reset', fault: 'drop,at=5', ...cut, code: 'connection-lost' },
  { id: 'A8 clean end', fault: 'fin,at=5', ...cut, code: 'ended-early' },
  { id: 'A8 connection ended', fault: 'fin,at=5,raw', ...cut, code: 'connection-lost' },
  { id: 'A8 no finish_reason', fault: 'nofinish', ...cut, isEstimated: false, code: 'ended-early' },
  { id: 'A9 no [DONE]', fault: 'nodone', ...whole },
  { id: 'A10 length', fault: 'finish,reason=length', ...whole, finishReason: 'length' },
  { id: 'A10 filter', fault: 'finish,reason=content_filter', ...whole, finishReason: 'content_filter' },
  { id: 'A10 unknown word', fault: 'finish,reason=tired', ...whole, finishReason: 'tired' },
  { id: 'A15 error inside', fault: 'errobj,at=3', ...cut, calls: ['error'], code: '502' },
  { id: 'A17 flood', fault: 'flood,tokens=1e6', ...cut, code: 'output-limit' },
  { id: 'A18 one huge piece', fault: 'bigdelta,bytes=5e6', ...cut, code: 'output-limit' },
  { id: 'A18 empty pieces', fault: 'odd,at=3', ...whole },
  {
    id: 'A22 slow drip',
    fault: 'gap,ms=500',
    setting: 'hurried',
    ...cut,
    calls: ['stopped'],
    code: 'run-too-long',
  },
];

/** Usage that is absent or nonsense, prices that are not known. */
const counts: UpstreamFault[] = [
  { id: 'A11 no usage', fault: 'nousage', ...guessed },
  { id: 'A11 null', fault: 'usage,object=null', ...guessed },
  { id: 'A11 zero', fault: 'usage,0,0,0', ...guessed },
  { id: 'A11 negative', fault: 'usage,-5,3,-2', ...guessed },
  { id: 'A11 NaN', fault: 'usage,NaN,3,NaN', ...guessed },
  { id: 'A11 words', fault: 'usage,many,few,some', ...guessed },
  { id: 'A11 1e18', fault: 'usage,1000000000000000000,1', ...guessed },
  { id: 'A11 total is not the sum', fault: 'usage,10,5,999', ...whole },
  { id: 'A12 cached', fault: 'usage,1000,10,1010,900', ...whole },
  { id: 'A13 no price', fault: 'ok', setting: 'hurried', ...whole },
];

/** Bytes that are not what they should be. */
const bytes: UpstreamFault[] = [
  { id: 'A14 bad JSON', fault: 'badjson,at=5', ...cut, calls: ['error'], code: 'protocol' },
  { id: 'A14 two objects', fault: 'twojson,at=5', ...cut, calls: ['error'], code: 'protocol' },
  { id: 'A14 CR', fault: 'cr', ...whole },
  { id: 'A14 CRLF', fault: 'crlf', ...whole },
  { id: 'A14 BOM', fault: 'bom', ...whole },
  { id: 'A14 comments', fault: 'comments', ...whole },
  {
    id: 'A14 split characters',
    fault: `split,bytes=3;text,b64=${asBase64('Naïve 👩‍👩‍👧 say Z̃ and \u2028 [1].')}`,
    ...whole,
  },
  { id: 'A16 web page', fault: 'html', ...noAnswer },
  { id: 'A16 plain text', fault: 'plain', ...noAnswer },
  { id: 'A16 array', fault: 'array', ...noAnswer },
  {
    id: 'A16 nothing',
    fault: 'empty',
    calls: ['truncated', 'truncated', 'truncated'],
    ...broken,
    code: 'ended-early',
  },
  { id: 'A16 gzip lie', fault: 'gzip-lie', calls: ['error'], ...broken, code: 'protocol' },
  { id: 'A16 wrong charset', fault: 'charset,utf-16le', ...whole },
  { id: 'A20 one id for all', fault: 'sameid', ...whole },
];

/** Words that make no sense for the agent that asked. */
const words: UpstreamFault[] = [
  {
    id: 'A19 unreadable plan, once',
    role: 'planner',
    fault: 'text,Certainly! Here is your plan:',
    times: 1,
    calls: ['done', 'done'],
    ...healed,
  },
  {
    id: 'A19 unreadable plan',
    role: 'planner',
    fault: 'text,{"intent": "Summ',
    calls: ['done', 'done'],
    ...broken,
    code: 'plan-unreadable',
  },
  {
    id: 'A19 wrong schema',
    role: 'planner',
    fault: 'plan,{"steps":[1,2,3]}',
    calls: ['done', 'done'],
    ...broken,
    code: 'plan-unreadable',
  },
  { id: 'A19 300 steps', role: 'planner', fault: `bigdelta;plan,b64=${planOf(300)}`, ...whole },
  {
    id: 'A19 10,000 steps',
    role: 'planner',
    fault: `bigdelta;plan,b64=${planOf(10_000)}`,
    ...cut,
    code: 'output-limit',
  },
  { id: 'A19 unknown tool', role: 'retriever', fault: 'toolcall,drop_tables,{"all":true}', ...whole },
  { id: 'A19 broken arguments', role: 'retriever', fault: 'toolcall,search_reviews,broken', ...whole },
  {
    id: 'A19 unreadable analysis',
    role: 'analyst',
    fault: 'text,[]',
    calls: ['done', 'done'],
    ...broken,
    code: 'analysis-unreadable',
  },
  { id: 'A21 foreign citation', fault: 'text,Slow sync [999] and crashes [1].', ...whole },
];

const otherRoles: FaultyRole[] = ['planner', 'retriever', 'analyst'];

/** The same for the agents whose words nobody sees: what may pass is tried again, what may not ends the run. */
const elsewhere: UpstreamFault[] = otherRoles.flatMap((role): UpstreamFault[] => [
  { id: `A3 ${role}`, role, fault: 'status,code=500', times: 1, calls: ['error', 'done'], ...healed },
  { id: `A6 ${role}`, role, setting: 'impatient', fault: 'stall,at=2', ...cut, code: 'timeout' },
  { id: `A7 ${role}`, role, fault: 'drop,at=2', times: 1, calls: ['truncated', 'done'], ...healed },
  {
    id: `A8 ${role}`,
    role,
    fault: 'fin,at=2',
    ...cut,
    calls: ['truncated', 'truncated', 'truncated'],
    code: 'ended-early',
  },
  { id: `A14 ${role}`, role, fault: 'badjson,at=2', ...cut, calls: ['error'], code: 'protocol' },
  { id: `A15 ${role}`, role, fault: 'errobj,at=2', ...cut, calls: ['error', 'error', 'error'], code: '502' },
  { id: `A16 ${role}`, role, fault: 'html', ...noAnswer },
]);

/** What a model's endpoint may do wrong, by the numbers of the fault catalogue. */
export const upstreamFaults: readonly UpstreamFault[] = [
  ...beforeTheAnswer,
  ...inTheAnswer,
  ...counts,
  ...bytes,
  ...words,
  ...elsewhere,
];
