import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatCount } from '#shared/money.ts';
import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageFigures, UsageSummary } from '#shared/usageReport.ts';
import { Cost, Count } from '../ui/Amount.tsx';
import { measures, tellingMeasure } from './measures.ts';
import { shareOf } from './shareOf.ts';
import { useUsage } from './useUsage.ts';

const link = 'underline-offset-4 decoration-line decoration-2 hover:underline';

/** What everyone asks who answers for the cost, each in a word and a sentence. */
export function FourAnswers({ summary, filter }: { summary: UsageSummary; filter: UsageFilter }) {
  const { figures, runs, tokensPerRun, costPerRunNanoUsd } = summary.current;
  const models = { ...filter, by: 'model', sort: 'calls', limit: 1 } as const;
  const measure = tellingMeasure(figures);
  const users = { ...filter, by: 'user', sort: measure, limit: 1 } as const;
  const dearest = { ...filter, sort: measure, limit: 1 } as const;
  const model = useUsage('most-used', models, (usage) => usage.ranking.query(models)).data?.items[0];
  const spenders = useUsage('most-spent', users, (usage) => usage.ranking.query(users)).data;
  const run = useUsage('dearest', dearest, (usage) => usage.runs.query(dearest)).data?.items[0];
  const spender = spenders?.items[0];
  const { of, format } = measures[measure];
  const inWords = (taken: UsageFigures) => `${format(taken[of])}${measure === 'tokens' ? ' tokens' : ''}`;
  const mean = measure === 'cost' ? costPerRunNanoUsd : tokensPerRun;
  const times = run && mean ? run[of] / mean : 0;
  return (
    <dl className="grid gap-x-6 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">
      <Answer question="Which model is used most?" value={model?.name}>
        {model && (
          <>
            {formatCount(model.llmCalls)} of {formatCount(figures.llmCalls)} calls (
            {shareOf(model.llmCalls, figures.llmCalls)})
          </>
        )}
      </Answer>
      <Answer
        question="How many tokens per question?"
        value={tokensPerRun !== null && <Count count={Math.round(tokensPerRun)} />}
      >
        the mean over <Count count={runs} unit="question" />
      </Answer>
      <Answer
        question="Which question is dearest?"
        value={
          run &&
          (run.status !== null && run.sessionId !== null ? (
            <Link
              to="/s/$sessionId"
              params={{ sessionId: run.sessionId }}
              search={{ run: run.runId }}
              className={link}
            >
              {run.question}
            </Link>
          ) : (
            (run.question ?? 'One that was deleted')
          ))
        }
      >
        {run && (
          <>
            {inWords(run)}
            {times >= 1.5 && `, ${times < 10 ? times.toFixed(1) : Math.round(times)} times the mean`}
          </>
        )}
      </Answer>
      <Answer
        question="What does a user cost?"
        value={
          spenders && spenders.names > 0 && <Cost nano={Math.round(figures.costNanoUsd / spenders.names)} />
        }
      >
        {spenders && spender && (
          <>
            the mean over <Count count={spenders.names} unit="user" />; most: {spender.name} with{' '}
            {inWords(spender)}
          </>
        )}
      </Answer>
    </dl>
  );
}

interface AnswerProps {
  question: string;
  value: ReactNode;
  children: ReactNode;
}

const Answer = ({ question, value, children }: AnswerProps) => (
  <div className="grid min-w-0 content-start gap-0.5">
    <dt className="text-sm text-ink-soft">{question}</dt>
    <dd className="line-clamp-2 min-h-7 font-semibold wrap-anywhere">{value || '–'}</dd>
    <dd className="text-xs wrap-anywhere text-ink-soft tabular-nums">{children}</dd>
  </div>
);
