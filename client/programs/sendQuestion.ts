import type { CandorClient } from '../api.ts';
import { isRefusal } from './isRefusal.ts';
import { newRequestId } from './newRequestId.ts';
import { reconnectDelayMs } from './reconnectDelayMs.ts';
import { sleep } from './sleep.ts';

type Question = Parameters<CandorClient['chat']['send']['mutate']>[0];

const maxTries = 4;

/**
 * Sends a question and repeats it after a lost connection: its request id, given or made here, keeps it one run.
 * Throws what the server refused with, or the last failure.
 */
export async function sendQuestion(client: CandorClient, question: Question, signal?: AbortSignal) {
  const input = { requestId: newRequestId(), ...question };
  for (let tries = 1; ; tries += 1) {
    try {
      return await client.chat.send.mutate(input, { signal });
    } catch (error) {
      if (tries === maxTries || signal?.aborted || isRefusal(error)) throw error;
      await sleep(reconnectDelayMs(tries), signal);
    }
  }
}
