import { recallQuestion } from './pendingQuestion.ts';

/** The question of this conversation that was on its way when the page went, to be sent again; else nothing. */
export function draftFor(companyId: string, sessionId: string | null): string {
  const pending = recallQuestion();
  return pending?.companyId === companyId && pending.sessionId === sessionId ? pending.message : '';
}
