import { getRouteApi } from '@tanstack/react-router';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useNow } from '../ui/useNow.ts';
import { useCompanyId } from '../useCompanyId.ts';
import { NoUsage } from './NoUsage.tsx';
import { SampleBanner } from './SampleBanner.tsx';
import { StretchLine } from './StretchLine.tsx';
import { UsageFilterBar } from './UsageFilterBar.tsx';
import { UsageReport } from './UsageReport.tsx';
import { usageFilterOf } from './usageFilterOf.ts';
import { type UsageSearch, usageSearch } from './usageSearch.ts';
import { useSummary } from './useSummary.ts';

const route = getRouteApi('/usage');

/** For who answers for the cost: what was used, by whom, when, and where it went. */
export function UsagePage() {
  // nothing of one company stays while another's figures are on their way
  return <UsageOfCompany key={useCompanyId()} companyId={useCompanyId()} />;
}

function UsageOfCompany({ companyId }: { companyId: string }) {
  const search: UsageSearch = usageSearch.parse(route.useSearch());
  const navigate = route.useNavigate();
  const filter = usageFilterOf(search, companyId, useNow(false));
  const { data: summary, error, refetch, isPlaceholderData } = useSummary(filter);
  const change = (to: Partial<UsageSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...to }), resetScroll: false });
  const figures = summary?.current.figures;
  const isEmpty = figures && figures.llmCalls + figures.rejectedCalls === 0;
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-[84rem] gap-8 px-4 pt-6 pb-12 sm:px-6">
        <title>Usage · Candor</title>
        <header className="grid gap-4">
          <div className="flex flex-wrap items-start gap-x-8 gap-y-2">
            <div className="mr-auto">
              <h1 className="text-lg font-semibold">Usage</h1>
              <p className="mt-1 max-w-[34rem] text-sm text-ink-soft">
                What was spent, by whom and on what. Every figure is a sum over rows of the ledger, and leads
                to them.
              </p>
            </div>
            <CopyButton label="Copy the link of this view" text={() => location.href} look="words" />
          </div>
          <UsageFilterBar
            search={search}
            filter={filter}
            stretch={isPlaceholderData ? undefined : summary}
            onChange={change}
          />
          {summary && <StretchLine summary={summary} zone={filter.zone} />}
        </header>
        {companyId === sampleUsageCompanyId && summary && !isEmpty && <SampleBanner />}
        {error && !summary && (
          <LoadError
            error={error}
            advice="Choose another time, or try again."
            onRetry={() => void refetch()}
          />
        )}
        {!summary && !error && <Skeleton lines={12} label="Loading the figures" />}
        {summary && isEmpty && <NoUsage {...{ search, companyId }} onChange={change} />}
        {summary && !isEmpty && (
          <UsageReport {...{ summary, filter, search }} isStale={isPlaceholderData} onChange={change} />
        )}
      </div>
    </div>
  );
}
