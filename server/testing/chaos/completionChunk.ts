interface ChunkHead {
  id: string;
  model: string;
  createdAt: number;
}

/** One chunk of a streamed chat completion, as JSON. `usage` is JSON already, so that it may be wrong. */
export function completionChunk(head: ChunkHead, choices: unknown[], usage: string | null = null): string {
  const chunk = JSON.stringify({
    id: head.id,
    object: 'chat.completion.chunk',
    created: head.createdAt,
    model: head.model,
    choices,
  });
  return usage === null ? chunk : `${chunk.slice(0, -1)},"usage":${usage}}`;
}

/** The only choice of a chunk. */
export function choice(delta: unknown, finishReason: string | null = null): Record<string, unknown> {
  return { index: 0, delta, logprobs: null, finish_reason: finishReason };
}
