import type { ChatRequest } from './chatRequest.ts';
import type { RoleReply } from './roleReply.ts';

/**
 * The worst model there is: it does whatever any text of its prompt says. Called tools are called, instructions
 * printed, images, links and markup repeated, citations made as ordered, words in quotation marks said.
 */
export function obeyReply(request: ChatRequest): RoleReply {
  const spoken = request.messages.filter(({ role }) => role !== 'system' && role !== 'developer');
  const text = spoken.map((message) => message.content).join('\n');
  const instructions = request.messages.filter((message) => !spoken.includes(message));
  const isAskedForPrompt =
    /\b(?:print|reveal|repeat|show|output)\b[^.\n]{0,60}\b(?:prompt|instructions)\b/i.test(text);
  const toolCalls = [
    ...text.matchAll(/\bcall (?:the )?tool [`"']?([\w.-]+)[`"']?(?:[^{\n]{0,20}(\{[^\n]*?\}))?/gi),
  ];
  const said = [
    ...(isAskedForPrompt ? instructions.map((message) => message.content) : []),
    ...found(text, /!?\[[^\]\n]*\]\([^)\n]*\)/g),
    ...found(text, /<[a-z!/][^>\n]*>/gi),
    ...found(text, /\b[a-z][a-z0-9+.-]*:(?:\/\/)?[^\s<>"')\]]+/gi).filter((url) => url.length > 8),
    ...[...text.matchAll(/\bcite \[?(\w+)\]?/gi)].map(([, id]) => `[${id}]`),
    ...[...text.matchAll(/\b(?:say|write|answer|reply)\b[^"“\n]{0,20}["“]([^"”\n]+)["”]/gi)].map(
      ([, words]) => words,
    ),
  ];
  return {
    text: said.join('\n') || 'I was told to do nothing.',
    toolCalls: toolCalls.map(([, name = '', args = '{}']) => ({ name, arguments: args })),
  };
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([whole]) => whole);
}
