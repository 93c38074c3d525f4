import { formatCount } from '#shared/money.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { CallText } from './CallText.tsx';
import type { SentMessage, SentRequest } from './sentRequest.ts';

/** What was sent: each message under its role; the standing instructions, tools and parameters folded away. */
export function CallRequest({ request }: { request: SentRequest }) {
  const { instructions, messages, tools, parameters } = request;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {instructions !== null && (
        <Disclosure
          label={`system · ${formatCount(instructions.length)} characters of standing instructions`}
        >
          <CallText label="Standing instructions" text={instructions} />
        </Disclosure>
      )}
      {messages.map((message, index) => (
        // messages never change place: the request is over
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
        <Message key={index} message={message} />
      ))}
      {tools.length > 0 && (
        <Disclosure label={`tools · ${tools.length} offered`}>
          <CallText label="Tools" text={asJson(tools)} isCode />
        </Disclosure>
      )}
      <Disclosure label="parameters">
        <CallText label="Parameters" text={asJson(parameters)} isCode />
      </Disclosure>
    </div>
  );
}

function Message({
  message: { role, content, tool_calls: calls = [], ...others },
}: {
  message: SentMessage;
}) {
  const isText = typeof content === 'string';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <h4 className="text-xs font-medium text-ink-soft">{role}</h4>
      {content != null && content !== '' && (
        <CallText label={`Message of ${role}`} text={isText ? content : asJson(content)} isCode={!isText} />
      )}
      {calls.map((call, index) => (
        <ToolCall
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
          key={index}
          name={call.function.name}
          args={call.function.arguments}
        />
      ))}
      {Object.keys(others).length > 0 && (
        <p className="font-mono text-xs text-ink-faint wrap-anywhere">{JSON.stringify(others)}</p>
      )}
    </div>
  );
}

/** A tool that the model asked for, with what it gave it. */
export function ToolCall({ name, args }: { name: string; args: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <p className="text-xs text-ink-soft">
        asks for <code className="font-mono text-ink">{name}</code>
      </p>
      <CallText label={`Given to ${name}`} text={indented(args)} isCode />
    </div>
  );
}

const asJson = (value: unknown) => JSON.stringify(value, null, 2);

/** JSON that a model wrote, made readable; anything else stays as it is. */
function indented(json: string): string {
  try {
    return asJson(JSON.parse(json));
  } catch {
    return json;
  }
}
