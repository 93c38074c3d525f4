import { randomUUID } from 'node:crypto';
import { emptyRun, noTotals, type RunView } from '#shared/runView.ts';
import type { HostilePayload } from './hostilePayloads.ts';

const at = '2026-05-01T10:00:00.000Z';
/** A text that a field of any run may hold; what is longer is cut, as the product cuts it. */
const fieldUnits = 2_000;

/** A run that is over and has the payload in every field that a person or a model fills. */
export function hostileRun(payload: HostilePayload, companyId: string, sessionId: string): RunView {
  const { text, mark } = payload;
  const field = text.slice(0, fieldUnits).toWellFormed();
  const answer = `${text}\n\n"${field}" [1] 3 of 5 reviews ${mark}`;
  const counted = answer.lastIndexOf('3 of 5 reviews');
  const facts = [
    { label: 'Intent', value: field },
    { label: field, value: field },
  ];
  const error = { code: field, message: field };
  const filter = { products: [field.slice(0, 500)], language: field.slice(0, 35), terms: field };
  return {
    ...emptyRun,
    runId: randomUUID(),
    seq: 9,
    sessionId,
    companyId,
    userId: field,
    question: text.slice(0, 32_000),
    status: 'failed',
    startedAt: at,
    endedAt: at,
    ms: 1_000,
    steps: [
      {
        stepId: 'step',
        name: 'RAG Retrieval',
        status: 'error',
        startedAt: at,
        ms: 10,
        facts,
        error,
        children: [
          { kind: 'tool', toolId: 'tool', name: field, status: 'done', startedAt: at, ms: 1, facts },
          {
            kind: 'call',
            callId: randomUUID(),
            role: 'RAG Retrieval',
            model: field,
            provider: field,
            callType: 'TOOL_USE',
            attempt: 1,
            status: 'error',
            startedAt: at,
            firstTokenMs: 1,
            ms: 2,
            estimatedPromptTokens: 1,
            usage: null,
            costNanoUsd: null,
            preview: field,
            finishReason: field,
            error,
          },
        ],
      },
    ],
    scope: { output: 'cited_summary', filters: filter, searches: [field] },
    figures: [{ n: 1, kind: 'count', text: field, label: field, count: 3, base: 5, average: null, filter }],
    sources: [
      { n: 1, reviewId: field.slice(0, 500), text, rating: 1, product: field, source: field, reviewedAt: at },
    ],
    answer,
    answerState: 'ended',
    finishReason: field,
    checks: [
      { offset: 0, length: mark.length, kind: 'quote', verdict: 'replaced', detail: field },
      { offset: mark.length, length: 0, kind: 'citation', verdict: 'dropped', detail: field },
      { offset: counted, length: 14, kind: 'count', verdict: 'confirmed', detail: '', figure: 1 },
    ],
    totals: noTotals,
    error: { code: field, message: field, incidentId: field, retryable: true },
  };
}
