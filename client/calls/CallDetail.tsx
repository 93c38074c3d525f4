import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Count, Duration, Moment } from '../ui/Amount.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { StatusDot } from '../ui/StatusDot.tsx';
import { CallCost } from './CallCost.tsx';
import { CallFacts } from './CallFacts.tsx';
import { CallRequest } from './CallRequest.tsx';
import { CallPreview, CallResponse } from './CallResponse.tsx';
import { CallTimeline } from './CallTimeline.tsx';
import { callEnding } from './callEnding.ts';
import { callRole } from './callRole.ts';
import { curlOf } from './curlOf.ts';
import { ReplayCall } from './ReplayCall.tsx';
import type { ShownCall, WholeCall } from './ShownCall.ts';
import { requestBody, sentRequest } from './sentRequest.ts';

interface CallDetailProps {
  call: WholeCall;
  /** All calls of its step, itself among them. */
  ofStep: ShownCall[];
}

/** What was sent, what came back, how long it took and what it cost. */
export function CallDetail({ call, ofStep }: CallDetailProps) {
  const request = sentRequest(call.request);
  const removed = call.textsRemovedAt && (
    <p className="text-sm text-ink-soft">
      Its texts were removed on <Moment iso={call.textsRemovedAt} />. The figures stay.
    </p>
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <header className="grid gap-1">
        <h3 className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold">
          {callRole(call)}
          <span className="font-mono text-sm font-normal text-ink-soft wrap-anywhere">{call.model}</span>
        </h3>
        <p className="flex flex-wrap items-center gap-x-2 text-sm">
          <StatusDot status={call.status} />
          <span>{callEnding(call)}</span>
          <span className="text-ink-faint">
            <Moment iso={call.createdAt} />
          </span>
        </p>
        {call.errorMessage && (
          <p className="text-sm text-danger wrap-anywhere">
            {call.errorMessage}
            {call.errorCode && <span className="text-ink-faint"> ({call.errorCode})</span>}
          </p>
        )}
      </header>
      <Section name="Time">
        <CallTimeline call={call} />
      </Section>
      <Section name="Tokens and cost">
        <CallCost call={call} />
      </Section>
      <CallFacts call={call} />
      {ofStep.length > 1 && (
        <Section name="Calls of the same step">
          <ol className="grid text-sm">
            {ofStep.map((other) => (
              <StepCall key={other.callId} call={other} isThis={other.callId === call.callId} />
            ))}
          </ol>
        </Section>
      )}
      <Section
        name="Request"
        actions={
          request && (
            <>
              <CopyButton
                label="Copy request"
                look="words"
                text={() => JSON.stringify(requestBody(request), null, 2)}
              />
              <CopyButton label="Copy as curl" look="words" text={() => curlOf(call.provider, request)} />
            </>
          )
        }
      >
        {request ? <CallRequest request={request} /> : (removed ?? <CallPreview text={call.prompt} />)}
      </Section>
      <Section
        name="Response"
        actions={
          call.responseText && <CopyButton label="Copy response" look="words" text={call.responseText} />
        }
      >
        {removed ?? <CallResponse call={call} />}
      </Section>
      {request && call.status !== 'open' && (
        <Section name="Replay">
          <ReplayCall key={call.callId} call={call} />
        </Section>
      )}
    </div>
  );
}

function Section({ name, actions, children }: { name: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={name} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex min-h-9 flex-wrap items-center gap-x-1">
        <h3 className="mr-auto font-semibold">{name}</h3>
        {actions}
      </div>
      {children}
    </section>
  );
}

function StepCall({ call, isThis }: { call: ShownCall; isThis: boolean }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 border-b border-line py-1.5 last:border-b-0">
      <StatusDot status={call.status} />
      {isThis ? (
        <span className="font-medium">This call</span>
      ) : (
        <Link
          to="."
          search={(previous) => ({ ...previous, call: call.callId })}
          replace
          className="underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {call.model}
        </Link>
      )}
      <span className="text-ink-soft">
        {call.attempt > 1 && `attempt ${call.attempt}, `}
        {call.status}
      </span>
      <span className="ml-auto text-ink-soft">
        <Count count={call.totalTokens} unit="token" isEstimated={call.usageSource === 'estimated'} /> ·{' '}
        <Duration ms={call.durationMs} />
      </span>
    </li>
  );
}
