import type { UsageFigures } from '#shared/usageReport.ts';
import type { CallFilters } from '../calls/callFilters.ts';
import { Cost, Count } from '../ui/Amount.tsx';
import { columnLook } from './columnLook.ts';
import type { Measure } from './measures.ts';
import { RowsLink } from './RowsLink.tsx';

interface MeasureCellsProps {
  figures: UsageFigures;
  measure: Measure;
  /** Where the calls are, if their count leads there. */
  calls?: CallFilters;
}

/** Calls, tokens and cost of one row of a table. Where no call has a price, none is said. */
export function MeasureCells({ figures, measure, calls }: MeasureCellsProps) {
  const { llmCalls, totalTokens, costNanoUsd, unpricedCalls } = figures;
  const look = (name: Measure) => `align-top ${columnLook(name, measure)}`;
  return (
    <>
      <td className={`${calls ? 'py-1' : 'py-2'} ${look('calls')}`}>
        {calls ? (
          <RowsLink calls={calls}>
            <Count count={llmCalls} />
            <span className="sr-only"> calls, show them</span>
          </RowsLink>
        ) : (
          <Count count={llmCalls} />
        )}
      </td>
      <td className={`py-2 ${look('tokens')}`}>
        <Count count={totalTokens} />
      </td>
      <td className={`py-2 ${look('cost')}`}>
        <Cost nano={costNanoUsd === 0 && unpricedCalls > 0 ? null : costNanoUsd} />
      </td>
    </>
  );
}
