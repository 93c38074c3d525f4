import { useSystemStatus } from '../shell/useSystemStatus.ts';
import { CopyButton } from '../ui/CopyButton.tsx';

const line = 'OPENROUTER_API_KEY=sk-or-…';

/** No language model is connected: what answers instead, and how to connect one. */
export function HowToConnect() {
  const { data: status } = useSystemStatus();
  return (
    <div className="grid gap-3 rounded-md bg-raised px-4 py-3 text-sm">
      <p className="wrap-anywhere">No language model is connected. {status?.hint} For example:</p>
      <div className="flex items-center justify-between gap-2 rounded-md border border-line bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 font-mono wrap-anywhere">{line}</code>
        <CopyButton text={line} label="Copy this line" />
      </div>
    </div>
  );
}
