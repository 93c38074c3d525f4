import { setTimeout as sleep } from 'node:timers/promises';
import { outside } from './outside.ts';

/** Conversations that go on by themselves, each with one question at a time. */
export interface AskingLoad {
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

const topics = ['boards', 'the mobile app', 'calendars and Slack', 'prices', 'support', 'the documentation'];

/** Keeps `conversations` going: a third each over REST, REST's stream, and tRPC. What fails is asked again later. */
export function startAskingLoad(url: string, conversations: number): AskingLoad {
  const closing = new AbortController();
  const { signal } = closing;
  const { trpc } = outside(url);
  const state = { paused: true };

  async function ask(message: string, session_id: string, way: number): Promise<void> {
    if (way === 0) {
      const { runId } = await trpc.chat.send.mutate({ message, sessionId: session_id }, { signal });
      for (;;) {
        const { status } = await trpc.chat.run.query({ runId }, { signal });
        if (status !== 'queued' && status !== 'running') return;
        await sleep(50, undefined, { signal });
      }
    }
    const response = await fetch(`${url}/api/v1/chat/${way === 1 ? '' : 'stream'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message, session_id }),
      signal,
    });
    await response.text();
    if (!response.ok) throw new Error(`status ${response.status}`);
  }

  async function converse(index: number): Promise<void> {
    for (let turn = 0; !signal.aborted; turn += 1) {
      try {
        while (state.paused) await sleep(20, undefined, { signal });
        await ask(
          `What do people say about ${topics[(index + turn) % topics.length]}?`,
          `load-${index}`,
          index % 3,
        );
      } catch {
        // a killed server is what this load is for; a session whose run is not closed yet refuses
        await sleep(50);
      }
    }
  }

  const all = Array.from({ length: conversations }, (_, index) => converse(index));
  return {
    pause: () => {
      state.paused = true;
    },
    resume: () => {
      state.paused = false;
    },
    async close() {
      closing.abort();
      await Promise.all(all);
    },
  };
}
