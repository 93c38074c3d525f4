import { type HeldAnswer, holdAnswer } from './holdAnswer.ts';
import type { InputCase } from './inputCase.ts';
import { plainRequest } from './plainRequest.ts';

/** A bad input with what came of it. */
export interface AskedCase extends HeldAnswer {
  asked: InputCase;
}

const atOnce = 8;

/** Sends every case, several at once, and holds each answer; `logged` is what the app logs meanwhile. */
export async function askCases(
  url: string,
  cases: readonly InputCase[],
  logged: readonly string[],
): Promise<AskedCase[]> {
  const waiting = [...cases];
  const answered: AskedCase[] = [];
  const work = async () => {
    for (let asked = waiting.shift(); asked; asked = waiting.shift()) {
      const answer = await plainRequest(url, asked.request);
      answered.push({ asked, ...holdAnswer(asked, answer, logged) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answered;
}
