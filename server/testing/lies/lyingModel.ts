import { createOfflineFetch } from '#server/llm/offline/offlineFetch.ts';
import type { ChatRequest } from '#server/testing/chaos/chatRequest.ts';
import { type ScriptedModel, scriptedModel } from '#server/testing/scriptedModel.ts';
import type { ScriptedReply, ScriptStep } from '#server/testing/scriptStep.ts';

const mostRequests = 100;

/**
 * A model over HTTP that plans, searches and groups as the offline engine does and then writes what `write` makes of
 * its prompt, in the pieces that it gives.
 */
export function lyingModel(write: (prompt: string) => string[]): Promise<ScriptedModel> {
  const offlineFetch = createOfflineFetch({ paceSeconds: 0 });
  const reply: ScriptedReply = async (request) =>
    request.role === 'Answer' ? { pieces: write(request.question) } : answeredOffline(offlineFetch, request);
  return scriptedModel(Array.from({ length: mostRequests }, () => reply));
}

async function answeredOffline(offlineFetch: typeof fetch, { body }: ChatRequest): Promise<ScriptStep> {
  const response = await offlineFetch('http://offline/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ ...body, stream: false }),
  });
  const { choices } = (await response.json()) as {
    choices: [
      {
        message: {
          content: string | null;
          tool_calls?: { function: { name: string; arguments: string } }[];
        };
      },
    ];
  };
  const { content, tool_calls: toolCalls = [] } = choices[0].message;
  return { pieces: content === null ? [] : [content], toolCalls: toolCalls.map((call) => call.function) };
}
