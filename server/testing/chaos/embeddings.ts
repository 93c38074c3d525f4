import { createHash } from 'node:crypto';
import { countChaosTokens } from './countChaosTokens.ts';

const dimensions = 64;

/** The answer to an embeddings request: the same text always gets the same unit vector, made of its hash. */
export function embeddings(body: Record<string, unknown>): Record<string, unknown> {
  const input: unknown[] = Array.isArray(body.input) ? body.input : [body.input];
  const texts = input.map((text) => (typeof text === 'string' ? text : JSON.stringify(text ?? '')));
  const tokens = countChaosTokens(texts.join(''));
  return {
    object: 'list',
    model: body.model,
    data: texts.map((text, index) => ({ object: 'embedding', index, embedding: vector(text) })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

function vector(text: string): number[] {
  const bytes = createHash('sha512').update(text).digest();
  const raw = Array.from({ length: dimensions }, (_, index) => bytes.readInt8(index) + 0.5);
  const length = Math.hypot(...raw);
  return raw.map((value) => value / length);
}
