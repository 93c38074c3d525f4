import { formatCount, formatDuration, formatUsd } from '#shared/money.ts';
import { StatusDot } from '../ui/StatusDot.tsx';
import { CallRequest } from './CallRequest.tsx';
import { callRole } from './callRole.ts';
import { callText } from './callText.ts';
import type { ShownCall } from './ShownCall.ts';

interface CallDetailProps {
  call: ShownCall & { request?: unknown; responseText: string | null };
}

/** What was sent, what came back, and what it took. */
export function CallDetail({ call }: CallDetailProps) {
  const response = call.responseText ?? call.response;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-x-6 gap-y-3 text-sm tabular-nums">
        {factsOf(call).map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-xs text-ink-faint">{label}</dt>
            <dd className="wrap-anywhere">
              {label === 'Status' && <StatusDot status={call.status} />} {value}
            </dd>
          </div>
        ))}
      </dl>
      {call.errorMessage && <p className="text-sm text-danger wrap-anywhere">{call.errorMessage}</p>}
      <section aria-label="Request" className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h3 className="font-semibold">Request</h3>
        <CallRequest sent={call.request} preview={call.prompt} />
      </section>
      <section aria-label="Response" className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h3 className="font-semibold">Response</h3>
        <pre className={callText}>{response || 'Nothing came back.'}</pre>
      </section>
    </div>
  );
}

function factsOf(call: CallDetailProps['call']): [string, string][] {
  const source = call.usageSource === 'provider' ? 'counted by the provider' : call.usageSource;
  const facts: [string, string | null][] = [
    ['Status', call.status],
    ['Model', call.model],
    ['Answered by', call.upstreamModel],
    ['Sent to', call.provider],
    ['Role', callRole(call)],
    ['Attempt', String(call.attempt)],
    ['Finish reason', call.finishReason],
    ['Tokens', `${count(call.promptTokens)} in, ${count(call.completionTokens)} out (${source})`],
    [
      'Cached, reasoning',
      call.cachedTokens === null && call.reasoningTokens === null
        ? null
        : `${count(call.cachedTokens)}, ${count(call.reasoningTokens)}`,
    ],
    ['Cost', formatUsd(call.costNanoUsd)],
    ['First token', call.ttftMs === null ? null : formatDuration(call.ttftMs)],
    ['Duration', call.durationMs === null ? null : formatDuration(call.durationMs)],
    ['Began', new Date(call.createdAt).toLocaleString()],
    ['Error', call.errorCode],
    ['Call', call.callId],
    ['Run', call.runId],
    ['Session', call.sessionId],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

function count(tokens: number | null): string {
  return tokens === null ? '–' : formatCount(tokens);
}
