import { z } from 'zod';

const modelList = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Ollama answers at once or is not there. */
const probeTimeoutMs = 300;

/**
 * Looks for an Ollama on this machine. Returns the line that would use it, with a model it has, or null. It is
 * mentioned and never used unasked.
 */
export async function findOllama(address = 'http://127.0.0.1:11434'): Promise<string | null> {
  const baseURL = `${address}/v1`;
  try {
    const response = await fetch(`${baseURL}/models`, { signal: AbortSignal.timeout(probeTimeoutMs) });
    const models = modelList.parse(await response.json()).data;
    const model = models.find(({ id }) => !/embed/i.test(id));
    if (!model) return null;
    return `Ollama is running here. To use it: OPENAI_BASE_URL=${baseURL} MODEL=${model.id} npm start`;
  } catch {
    return null;
  }
}
