import { useState } from 'react';
import { useChatStream } from '#client/chat/useChatStream.ts';
import { ExecutionTree } from './ExecutionTree.tsx';
import { Message, type MessageProps } from './Message.tsx';

/** A whole chat in one component: ask, watch, stop. */
export function AskAndWatch() {
  const [messages, setMessages] = useState<MessageProps[]>([]);
  const add = (role: MessageProps['role'], content: string) =>
    setMessages((before) => [...before, { id: String(before.length), role, content }]);
  const { sendMessage, stopStreaming, isStreaming, currentContent, currentTree, status } = useChatStream({
    onComplete: (response) => add('assistant', response.message),
    onError: (error) => add('assistant', error.message),
  });
  const ask = (form: FormData) => {
    const message = String(form.get('message'));
    add('user', message);
    void sendMessage({ message });
  };
  return (
    <>
      {messages.map((message) => (
        <Message key={message.id} {...message} />
      ))}
      {isStreaming && <p data-role="assistant">{currentContent || status?.message}</p>}
      <form action={ask}>
        <input name="message" aria-label="Question" required disabled={isStreaming} />
        <button disabled={isStreaming}>Ask</button>
        <button type="button" disabled={!isStreaming} onClick={() => void stopStreaming()}>
          Stop
        </button>
      </form>
      {currentTree && <ExecutionTree tree={currentTree} />}
    </>
  );
}
