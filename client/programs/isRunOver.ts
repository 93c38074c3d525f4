import type { CandorClient } from '../api.ts';
import { isRefusal } from './isRefusal.ts';

/** A browser hides why a stream would not open; an ordinary call tells, and throws if it is for good. */
export async function isRunOver(client: CandorClient, runId: string, signal?: AbortSignal): Promise<boolean> {
  try {
    const { status } = await client.chat.run.query({ runId }, { signal });
    return status !== 'queued' && status !== 'running';
  } catch (error) {
    if (isRefusal(error)) throw error;
    return false;
  }
}
