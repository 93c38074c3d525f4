import { useState } from 'react';
import { useChatStream } from '#client/chat/useChatStream.ts';
import { ExecutionTree } from './ExecutionTree.tsx';
import { Message, type MessageProps } from './Message.tsx';

/** The smallest chat: it only shows. AskAndWatch.tsx beside it has a box to ask with, too. */
export function Chat() {
  const [messages, setMessages] = useState<MessageProps[]>([]);

  // @ts-expect-error TS6133: nothing asks here
  // oxlint-disable-next-line no-unused-vars
  const { sendMessage, isStreaming, currentContent, currentTree, status } = useChatStream({
    onComplete: (response) => {
      setMessages((prev) => [
        ...prev,
        {
          role: 'assistant',
          content: response.message,
          execution_tree: response.metadata?.execution_tree,
        },
      ]);
    },
  });

  return (
    <>
      {/* Show status while streaming */}
      {isStreaming && status && <div className="status-bar">🔄 {status.message}</div>}

      {/* Show streaming content */}
      {isStreaming && currentContent && <div className="streaming-message">{currentContent}</div>}

      {/* Show live execution tree */}
      {currentTree && <ExecutionTree tree={currentTree} />}

      {/* Previous messages */}
      {messages.map((msg) => (
        <Message key={msg.id} {...msg} />
      ))}
    </>
  );
}
