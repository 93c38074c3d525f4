import { z } from 'zod';
import { callText } from './callText.ts';

const request = z.looseObject({
  instructions: z.string().nullish(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
});

/** What was sent: the standing instructions and each message as written, then all the rest as JSON. */
export function CallRequest({ sent, preview }: { sent: unknown; preview: string }) {
  const parsed = request.safeParse(sent);
  if (!parsed.success) return <pre className={callText}>{sent == null ? preview : asJson(sent)}</pre>;
  const { instructions, messages, ...rest } = parsed.data;
  return (
    <>
      {instructions && <Part name="Instructions" text={instructions} />}
      {messages.map(({ role, content, ...others }, index) => (
        // messages never change place: the request is over
        <Part
          key={index}
          name={role}
          text={textOf(content) + (Object.keys(others).length > 0 ? `\n${asJson(others)}` : '')}
        />
      ))}
      <Part name="Parameters" text={asJson(rest)} />
    </>
  );
}

function Part({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <h4 className="mb-1 text-xs text-ink-faint">{name}</h4>
      <pre className={callText}>{text}</pre>
    </div>
  );
}

function textOf(content: unknown): string {
  if (content == null) return '';
  return typeof content === 'string' ? content : asJson(content);
}

function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
