import { defineEntity, p } from '@mikro-orm/core';
import type { ReviewScope } from '#shared/reviewScope.ts';
import type { RunView } from '#shared/runView.ts';

/** The making of one answer. Owned through a lease by database time and an epoch that every write of the owner carries. */
export const Run = defineEntity({
  name: 'Run',
  tableName: 'runs',
  properties: {
    id: p.text().primary(),
    companyId: p.text(),
    sessionId: p.text(),
    userId: p.text(),
    /** The caller's own key for this question; the same key and body is the same run. */
    requestId: p.text().nullable(),
    requestHash: p.text(),
    question: p.text(),
    /** The filter that the person chose; nothing in the answer may come from outside it. */
    scope: p.json<ReviewScope>().columnType('json').nullable(),
    /** The run whose answer this one was asked to take the place of. */
    replaces: p.text().nullable(),
    status: p.enum(['queued', 'running', 'done', 'stopped', 'failed'] as const).columnType('text'),
    epoch: p.integer().default(0),
    owner: p.text().nullable(),
    leaseUntil: p.datetime().columnType('timestamptz').nullable(),
    stopRequestedAt: p.datetime().columnType('timestamptz').nullable(),
    createdAt: p.datetime().columnType('timestamptz').defaultRaw('now()'),
    startedAt: p.datetime().columnType('timestamptz').nullable(),
    endedAt: p.datetime().columnType('timestamptz').nullable(),
    /** What the run was let in for, held against budgets until it is over; null where there were none. */
    estimatedTokens: p.bigint('number').nullable(),
    estimatedNanoUsd: p.bigint('number').nullable(),
    /** The fold of all its events, written with the last one. */
    view: p.json<RunView>().columnType('json').nullable(),
    /** When retention took its texts away, and how many days they were kept. */
    textsRemovedAt: p.datetime().columnType('timestamptz').nullable(),
    textsKeptDays: p.integer().nullable(),
  },
});
