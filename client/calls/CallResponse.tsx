import { splitResponse } from '#shared/splitResponse.ts';
import { ToolCall } from './CallRequest.tsx';
import { CallText } from './CallText.tsx';
import type { WholeCall } from './ShownCall.ts';

/** What came back: text, tools that were asked for, or why there is neither. */
export function CallResponse({ call }: { call: WholeCall }) {
  if (call.status === 'open')
    return <p className="text-sm text-ink-soft">It is kept whole once the call has ended.</p>;
  if (call.responseText === null && call.response) return <CallPreview text={call.response} />;
  if (!call.responseText) return <p className="text-sm text-ink-soft">Nothing came back.</p>;
  const { text, toolCalls } = splitResponse(call.responseText);
  return (
    <>
      {text !== '' && <CallText label="Response text" text={text} />}
      {toolCalls.map((asked, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same tool may be asked for twice, in this order
        <ToolCall key={index} name={asked.name} args={asked.arguments} />
      ))}
    </>
  );
}

/** What is left of a text that retention has dropped. */
export function CallPreview({ text }: { text: string }) {
  return (
    <>
      <p className="text-sm text-ink-soft">The whole text is no longer kept. This is how it begins.</p>
      <CallText label="Beginning" text={text} />
    </>
  );
}
