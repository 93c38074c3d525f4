import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Role, role as roleNames } from '#shared/llmCall.ts';

export interface ChatMessage {
  role: string;
  /** The text of the message; the text parts joined when it came as parts. */
  content: string;
}

/** What arrived, as far as it could be read: nothing in here makes a request fail. */
export interface ChatRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  bodySha256: string;
  /** The caller's own id of the call, from `x-candor-call-id`. */
  callId: string | null;
  /** The parsed body; an empty record when it was no JSON object. */
  body: Record<string, unknown>;
  model: string;
  /** From the first line of the system message: `Role: Answer`. */
  role: Role | null;
  messages: ChatMessage[];
  /** All contents joined: what prompt tokens are counted over. */
  promptText: string;
  /** The last message of the user. */
  question: string;
  stream: boolean;
  includeUsage: boolean;
  maxTokens: number;
  /** Names of the tools on offer. */
  tools: string[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads a request for a chat completion (or any other, whose chat fields are then empty). */
export function readChatRequest(
  head: { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders },
  rawBody: Buffer,
): ChatRequest {
  const body = parseBody(rawBody);
  const messages = list(body.messages).map(readMessage);
  const limit = body.max_completion_tokens ?? body.max_tokens;
  return {
    method: head.method ?? '',
    path: (head.url ?? '').replace(/\?.*$/s, ''),
    headers: head.headers,
    callId: head.headers['x-candor-call-id']?.toString() ?? null,
    bodySha256: createHash('sha256').update(rawBody).digest('hex'),
    body,
    model: text(body.model),
    role: readRole(messages),
    messages,
    promptText: messages.map((message) => message.content).join(''),
    question: messages.findLast((message) => message.role === 'user')?.content ?? '',
    stream: body.stream === true,
    includeUsage: record(body.stream_options).include_usage === true,
    maxTokens: typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY,
    tools: list(body.tools).map((tool) => text(record(record(tool).function).name)),
  };
}

function parseBody(rawBody: Buffer): Record<string, unknown> {
  try {
    return record(JSON.parse(rawBody.toString('utf8')));
  } catch {
    return {};
  }
}

function readMessage(message: unknown): ChatMessage {
  const { role, content } = record(message);
  const parts = list(content).map((part) => text(record(part).text));
  return { role: text(role), content: text(content) || parts.join('') };
}

function readRole(messages: ChatMessage[]): Role | null {
  const system = messages.find((message) => message.role === 'system' || message.role === 'developer');
  const named = /^Role: *(.+?) *$/m.exec(system?.content.split('\n', 1)[0] ?? '')?.[1];
  return roleNames.safeParse(named).data ?? null;
}
