import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Count } from '../ui/Amount.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import type { WholeCall } from './ShownCall.ts';

const link = 'underline decoration-line underline-offset-4 hover:decoration-ink wrap-anywhere';

/** Who counted the tokens, who was asked, and whose call it was, each with the way to all like it. */
export function CallFacts({ call }: { call: WholeCall }) {
  const { sessionId, runId, userId } = call;
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-6 gap-y-3 text-sm">
      <Fact name="Tokens in, out">
        <Count count={call.promptTokens} isEstimated={call.usageSource === 'estimated'} />,{' '}
        <Count count={call.completionTokens} isEstimated={call.usageSource === 'estimated'} />
      </Fact>
      <Fact name="Tokens counted by">
        {call.status === 'open' ? 'nobody yet' : sources[call.usageSource]}
      </Fact>
      {call.cachedTokens !== null && (
        <Fact name="Tokens from a cache">
          <Count count={call.cachedTokens} />
        </Fact>
      )}
      {call.reasoningTokens !== null && (
        <Fact name="Tokens of reasoning">
          <Count count={call.reasoningTokens} />
        </Fact>
      )}
      <Fact name="Sent to">{call.provider === 'offline' ? 'the built-in engine' : call.provider}</Fact>
      {call.upstreamModel !== null && (
        <Fact name="Answered by">
          <span className="font-mono text-xs wrap-anywhere">{call.upstreamModel}</span>
        </Fact>
      )}
      <Fact name="Finish reason">{call.finishReason ?? 'none was given'}</Fact>
      <Fact name="Attempt">{call.attempt}</Fact>
      <Fact name="User">
        <Link to="/calls" search={{ user: userId }} className={link}>
          {userId}
        </Link>
      </Fact>
      {sessionId !== null && (
        <Fact name="Conversation">
          <Link to="/s/$sessionId" params={{ sessionId }} className={link}>
            {sessionId}
          </Link>
        </Fact>
      )}
      {runId !== null && (
        <Fact name="Answer">
          <Link to="/calls" search={{ run: runId }} className={link}>
            all its calls
          </Link>
        </Fact>
      )}
      <Fact name="Id">
        <span className="flex items-center gap-1">
          <span className="min-w-0 truncate font-mono text-xs">{call.callId}</span>
          <CopyButton label="Copy the id" text={call.callId} />
        </span>
      </Fact>
    </dl>
  );
}

const sources = {
  provider: 'the provider',
  estimated: 'us: the provider did not say',
  none: 'nobody: none were used',
};

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
