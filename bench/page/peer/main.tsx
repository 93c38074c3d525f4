import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

const plugins = [remarkGfm];

/** What most chats do: the text so far is a state, and react-markdown draws all of it with every piece that comes. */
function Peer() {
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const runs = [{ runId: location.hash.slice(1) }];
    const source = new EventSource(
      `/trpc/chat.streams?input=${encodeURIComponent(JSON.stringify({ runs }))}`,
    );
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const event: { type?: string; text?: string } = JSON.parse(data);
      if (event.type === 'answer-delta') setText((before) => before + event.text);
      if (event.type !== 'run-end') return;
      source.close();
      setOver(true);
    });
    return () => source.close();
  }, []);
  return (
    <main>
      <ReactMarkdown remarkPlugins={plugins}>{text}</ReactMarkdown>
      {isOver && <p id="over">over</p>}
    </main>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Peer />);
