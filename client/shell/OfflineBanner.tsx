import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useCandorClient } from '../useCandorClient.ts';

const statusRefetchMs = 60_000;

/** Says that no language model is connected, and how to connect one; and whatever else the server wants known. */
export function OfflineBanner() {
  const client = useCandorClient();
  const [isDismissed, setDismissed] = useState(false);
  const { data: status } = useQuery({
    queryKey: ['system'],
    queryFn: () => client.system.status.query(),
    refetchInterval: statusRefetchMs,
  });
  if (!status || isDismissed) return null;
  if (!status.offline && status.warnings.length === 0) return null;
  return (
    <aside
      aria-label="Language model"
      className="flex items-start gap-3 border-b border-line bg-accent-wash px-4 py-1.5 text-sm"
    >
      <div className="min-w-0 flex-1 wrap-anywhere">
        {status.offline && (
          <p>
            No language model is connected: a built-in engine answers, from the reviews alone. {status.hint}
          </p>
        )}
        {status.warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </div>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => setDismissed(true)}
        className="grid size-6 shrink-0 place-items-center rounded-md hover:bg-raised"
      >
        <X size={14} aria-hidden />
      </button>
    </aside>
  );
}
