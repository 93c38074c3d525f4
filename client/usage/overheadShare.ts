import type { UsagePeriod } from '#shared/usageReport.ts';
import { measures, tellingMeasure } from './measures.ts';
import { shareOf } from './shareOf.ts';

/** How much planning and repeated attempts took: of the cost, or of the tokens where nothing cost anything. */
export function overheadShare({ figures, parts }: UsagePeriod) {
  const measure = measures[tellingMeasure(figures)];
  const of = (name: UsagePeriod['parts'][number]['part']) =>
    parts.find(({ part }) => part === name)?.[measure.of] ?? 0;
  const [planning, retries] = [of('planning'), of('retries')];
  return {
    share: shareOf(planning + retries, figures[measure.of]),
    of: measure.label.toLowerCase(),
    planning: measure.format(planning),
    retries: measure.format(retries),
  };
}
