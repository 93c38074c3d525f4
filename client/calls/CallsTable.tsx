import { Cost, Count, Duration, Moment } from '../ui/Amount.tsx';
import { StatusDot } from '../ui/StatusDot.tsx';
import { callRole } from './callRole.ts';
import type { ShownCall } from './ShownCall.ts';

interface CallsTableProps {
  calls: ShownCall[];
  onOpen: (callId: string) => void;
}

const head = 'py-2 pr-4 font-medium whitespace-nowrap';
const cell = 'py-2 pr-4 align-top';

/** A row per call. */
export function CallsTable({ calls, onOpen }: CallsTableProps) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-sm tabular-nums">
        <thead className="border-b border-line text-xs text-ink-soft">
          <tr>
            <th className={head}>Time</th>
            <th className={head}>Model</th>
            <th className={head}>Role</th>
            <th className={head}>Status</th>
            <th className={`${head} text-right`}>Prompt</th>
            <th className={`${head} text-right`}>Completion</th>
            <th className={`${head} text-right`}>Cost</th>
            <th className={`${head} text-right`}>Duration</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.callId} className="border-b border-line hover:bg-raised">
              <td className={`${cell} whitespace-nowrap text-ink-soft`}>
                <Moment iso={call.createdAt} />
              </td>
              <td className={`${cell} min-w-44`}>
                <button
                  type="button"
                  onClick={() => onOpen(call.callId)}
                  className="text-left font-mono text-xs wrap-anywhere underline decoration-line underline-offset-4 hover:decoration-ink"
                >
                  {call.model}
                </button>
              </td>
              <td className={`${cell} whitespace-nowrap`}>{callRole(call)}</td>
              <td className={cell}>
                <span className="flex items-center gap-2 whitespace-nowrap">
                  <StatusDot status={call.status} />
                  {call.status}
                </span>
              </td>
              <td className={`${cell} text-right`}>
                <Count count={call.promptTokens} isEstimated={call.usageSource === 'estimated'} />
              </td>
              <td className={`${cell} text-right`}>
                <Count count={call.completionTokens} isEstimated={call.usageSource === 'estimated'} />
              </td>
              <td className={`${cell} text-right`}>
                <Cost nano={call.costNanoUsd} />
              </td>
              <td className={`${cell} text-right whitespace-nowrap`}>
                <Duration ms={call.durationMs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
