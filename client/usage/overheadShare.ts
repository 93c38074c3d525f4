import type { UsagePeriod } from '#shared/usageReport.ts';
import { measures } from './measures.ts';
import { shareOf } from './shareOf.ts';

/** How much planning and repeated attempts took: of the cost, or of the tokens where nothing cost anything. */
export function overheadShare({ figures, parts }: UsagePeriod) {
  const of = figures.costNanoUsd > 0 ? 'costNanoUsd' : 'totalTokens';
  const measure = measures[of === 'costNanoUsd' ? 'cost' : 'tokens'];
  const took = (name: UsagePeriod['parts'][number]['part']) =>
    parts.find(({ part }) => part === name)?.[of] ?? 0;
  const [planning, retries] = [took('planning'), took('retries')];
  return {
    share: shareOf(planning + retries, figures[of]),
    of: measure.label.toLowerCase(),
    planning: measure.format(planning),
    retries: measure.format(retries),
  };
}
