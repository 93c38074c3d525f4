import { z } from 'zod';

const asked = z.object({ tool_calls: z.array(z.object({ name: z.string(), arguments: z.string() })) });

/** A stored response in its parts: the visible text, and the tools that were asked for on its last line. */
export function splitResponse(response: string): {
  text: string;
  toolCalls: { name: string; arguments: string }[];
} {
  const start = response.lastIndexOf('{"tool_calls":');
  if (start > 0 && response[start - 1] !== '\n') return { text: response, toolCalls: [] };
  const parsed = start < 0 ? null : asked.safeParse(parsedOrNull(response.slice(start)));
  if (!parsed?.success) return { text: response, toolCalls: [] };
  return { text: response.slice(0, Math.max(0, start - 1)), toolCalls: parsed.data.tool_calls };
}

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
