import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Cost, Count, Duration } from '../ui/Amount.tsx';
import { CallResponse } from './CallResponse.tsx';
import { callEnding } from './callEnding.ts';
import type { WholeCall } from './ShownCall.ts';

const rows: [name: string, show: (call: WholeCall) => ReactNode][] = [
  ['Model', ({ model }) => <span className="font-mono text-xs wrap-anywhere">{model}</span>],
  ['Ended', callEnding],
  ['Tokens in', (call) => <Count count={call.promptTokens} isEstimated={isEstimated(call)} />],
  ['Tokens out', (call) => <Count count={call.completionTokens} isEstimated={isEstimated(call)} />],
  ['Cost', (call) => <Cost nano={call.costNanoUsd} isEstimated={isEstimated(call)} />],
  ['First token', ({ ttftMs }) => <Duration ms={ttftMs} />],
  ['Duration', ({ durationMs }) => <Duration ms={durationMs} />],
];

const isEstimated = ({ usageSource }: WholeCall) => usageSource === 'estimated';

/** A call and its replay beside each other: what each took, and what each answered. */
export function ReplayComparison({ call, replay }: { call: WholeCall; replay: WholeCall }) {
  return (
    <div role="status" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <table className="w-full table-fixed text-left text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-ink-faint">
            <td className="w-24 py-1.5" />
            <th scope="col" className="py-1.5 font-medium">
              This call
            </th>
            <th scope="col" className="py-1.5 font-medium">
              <Link
                to="."
                search={(previous) => ({ ...previous, call: replay.callId })}
                className="text-accent underline underline-offset-2"
              >
                Replay
              </Link>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, show]) => (
            <tr key={name} className="border-b border-line last:border-b-0">
              <th scope="row" className="py-1.5 font-normal text-ink-soft">
                {name}
              </th>
              <td className="py-1.5 pr-2 tabular-nums">{show(call)}</td>
              <td className="py-1.5 tabular-nums">{show(replay)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-[repeat(2,minmax(0,1fr))]">
        <Side name="This call answered" call={call} />
        <Side name="The replay answered" call={replay} />
      </div>
    </div>
  );
}

function Side({ name, call }: { name: string; call: WholeCall }) {
  return (
    <section aria-label={name} className="grid grid-cols-[minmax(0,1fr)] content-start gap-2">
      <h4 className="text-xs font-medium text-ink-soft">{name}</h4>
      {call.errorMessage && <p className="text-sm wrap-anywhere text-danger">{call.errorMessage}</p>}
      <CallResponse call={call} />
    </section>
  );
}
