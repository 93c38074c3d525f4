import type { UsageFilter } from '#shared/usageFilter.ts';
import type { UsageSummary } from '#shared/usageReport.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { DearestQuestions } from './DearestQuestions.tsx';
import { FourAnswers } from './FourAnswers.tsx';
import { LastCheck } from './LastCheck.tsx';
import { Latency } from './Latency.tsx';
import { type Measure, measures } from './measures.ts';
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

const choices = (['cost', 'tokens', 'calls'] satisfies Measure[]).map((value) => ({
  value,
  label: measures[value].label,
}));

/** The figures, from the questions that everyone asks to each question that was dear. */
export function UsageReport({ summary, filter, search, isStale, onChange }: UsageReportProps) {
  const measure = search.measure ?? 'cost';
  return (
    <div aria-busy={isStale} className={`grid gap-10 transition-opacity ${isStale ? 'opacity-60' : ''}`}>
      <FourAnswers summary={summary} filter={filter} />
      <hr className="border-line" />
      <UsageFigures summary={summary} filter={filter} />
      <hr className="border-line" />
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-sm text-ink-soft">Charts and lists by</span>
        <Segmented
          label="Measure"
          options={choices}
          value={measure}
          onChange={(chosen) => onChange({ measure: chosen })}
        />
      </div>
      <OverTime filter={filter} by={search.by ?? 'model'} measure={measure} onChange={onChange} />
      <div className="grid gap-x-10 gap-y-10 xl:grid-cols-3">
        <Ranking title="Models" by="model" {...{ filter, measure }} />
        <Ranking title="Users" by="user" {...{ filter, measure }} />
        <Ranking title="Roles" by="role" {...{ filter, measure }} />
      </div>
      <div className="grid gap-x-10 gap-y-10 xl:grid-cols-2">
        <Latency filter={filter} />
        <DearestQuestions filter={filter} measure={measure} />
      </div>
      <LastCheck />
    </div>
  );
}
