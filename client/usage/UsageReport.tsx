import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageSummary } from '#shared/usageReport.ts';
import { DearestQuestions } from './DearestQuestions.tsx';
import { FourAnswers } from './FourAnswers.tsx';
import { LastCheck } from './LastCheck.tsx';
import { Latency } from './Latency.tsx';
import { tellingMeasure } from './measures.ts';
import { OverTime } from './OverTime.tsx';
import { Ranking } from './Ranking.tsx';
import { UsageFigures } from './UsageFigures.tsx';
import type { UsageSearch } from './usageSearch.ts';

interface UsageReportProps {
  summary: UsageSummary;
  filter: UsageFilter;
  search: UsageSearch;
  /** Whether these are the figures of before, while those asked for are on their way. */
  isStale: boolean;
  onChange: (change: Partial<UsageSearch>) => void;
}

/** The figures, from the questions that everyone asks to each question that was dear. */
export function UsageReport({ summary, filter, search, isStale, onChange }: UsageReportProps) {
  const measure = search.measure ?? tellingMeasure(summary.current.figures);
  return (
    <div aria-busy={isStale} className={`grid gap-12 transition-opacity ${isStale ? 'opacity-60' : ''}`}>
      <div className="grid gap-6">
        <FourAnswers summary={summary} filter={filter} />
        <hr className="border-line" />
        <UsageFigures summary={summary} filter={filter} />
      </div>
      <OverTime filter={filter} by={search.by ?? 'model'} measure={measure} onChange={onChange} />
      <div className="grid gap-12 xl:grid-cols-2">
        <Ranking title="Models" by="model" {...{ filter, measure }} />
        <Ranking title="Users" by="user" {...{ filter, measure }} />
        <Ranking title="Roles" by="role" {...{ filter, measure }} />
        <Latency filter={filter} />
      </div>
      <DearestQuestions filter={filter} measure={measure} />
      <LastCheck />
    </div>
  );
}
