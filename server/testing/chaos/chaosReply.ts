import { createHash } from 'node:crypto';
import type { ChatRequest } from './chatRequest.ts';
import { countChaosTokens } from './countChaosTokens.ts';
import type { FaultSet } from './faultSet.ts';
import { obeyReply } from './obeyReply.ts';
import { type RawToolCall, type RoleReply, roleReply } from './roleReply.ts';
import { unicodeSample } from './unicodeSample.ts';
import { usageJson } from './usageJson.ts';

/** A whole answer, ready to be cut into chunks. */
export interface ChaosReply {
  /** The provider's id of the answer. */
  id: string;
  model: string;
  createdAt: number;
  /** The visible text, word by word; a flood is made while it is sent. */
  pieces: Iterable<string>;
  toolCalls: RawToolCall[];
  finishReason: string | null;
  /** JSON as it goes out, possibly not valid; null sends none. */
  usage: string | null;
}

const floodPiece = 'more';

/** The answer to a request under its faults. `seq` makes the id unique, unless the fault is that it is not. */
export function chaosReply(
  request: ChatRequest,
  faults: FaultSet,
  { seed, seq }: { seed: string; seq: number },
): ChaosReply {
  const said = saidUnder(faults, request, seed);
  const floodTokens = faults.has('flood') ? faults.number('flood', 'tokens', 100_000) : null;
  const words = faults.has('bigdelta') ? [said.text] : wordPieces(said.text);
  const kept = faults.has('bigdelta') ? words : withinTokens(words, request.maxTokens);
  const isCut = kept.length < words.length && floodTokens === null;
  const spoken = kept.join('') + said.toolCalls.map((call) => call.arguments).join('');
  const tokens = {
    prompt: countChaosTokens(request.promptText),
    completion: floodTokens ?? countChaosTokens(spoken),
  };
  const natural = isCut ? 'length' : said.toolCalls.length > 0 ? 'tool_calls' : 'stop';
  return {
    id: faults.has('sameid') ? 'chatcmpl-same' : `chatcmpl-${idOf(seed, seq, request.bodySha256)}`,
    model: request.model,
    createdAt: Math.floor(Date.now() / 1000),
    pieces: floodTokens === null ? kept : repeated(floodPiece, floodTokens),
    toolCalls: said.toolCalls,
    finishReason: faults.has('nofinish') ? null : (faults.word('finish', 'reason') ?? natural),
    usage: usageJson(faults, tokens, request.includeUsage || !request.stream),
  };
}

/** Text in pieces of a word and the space after it; long words in pieces of 16 code points. Joined they are the text. */
function wordPieces(text: string): string[] {
  return text.match(/\S{1,16}\s*|\s+/gu) ?? [];
}

function saidUnder(faults: FaultSet, request: ChatRequest, seed: string): RoleReply {
  if (faults.has('toolcall')) return { text: '', toolCalls: [toolCallOf(faults)] };
  const exact = faults.word('text', 'text') ?? faults.word('plan', 'json');
  if (exact !== undefined) return { text: exact, toolCalls: [] };
  if (faults.has('echo')) return { text: request.promptText, toolCalls: [] };
  if (faults.has('obey')) return obeyReply(request);
  if (faults.has('bigdelta'))
    return { text: 'x'.repeat(faults.number('bigdelta', 'bytes', 5_000_000)), toolCalls: [] };
  const said = roleReply(request, seed);
  if (!faults.has('unicode')) return said;
  return { ...said, text: `${unicodeSample(faults.word('unicode', 'kind') ?? 'all')} ${said.text}` };
}

function toolCallOf(faults: FaultSet): RawToolCall {
  const name = faults.word('toolcall', 'name') ?? 'search_reviews';
  const whole = faults.word('toolcall', 'args') ?? '{"query":"chaos"}';
  return { name, arguments: faults.word('toolcall', 'broken') === undefined ? whole : whole.slice(0, -3) };
}

function withinTokens(words: string[], maxTokens: number): string[] {
  let units = 0;
  const end = words.findIndex((word) => {
    units += word.length;
    return units > maxTokens * 4;
  });
  return end < 0 ? words : words.slice(0, end);
}

function* repeated(piece: string, count: number): Generator<string> {
  for (let made = 0; made < count; made += 1) yield piece;
}

function idOf(seed: string, seq: number, body: string): string {
  return createHash('sha256').update(`${seed}\n${seq}\n${body}`).digest('hex').slice(0, 24);
}
