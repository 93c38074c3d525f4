import { isRefusal } from '../programs/isRefusal.ts';
import { Notice } from '../ui/Notice.tsx';

/** Why a question did not get through, and that it is still there to be sent again. */
export function AskNotice({ error }: { error: Error | null }) {
  if (!error) return null;
  if (!isRefusal(error)) {
    return (
      <Notice tone="danger" urgent>
        Candor cannot be reached. Your question is kept below; Send tries again and never asks twice.
      </Notice>
    );
  }
  return (
    <Notice tone="danger" urgent>
      {error.message}
      {error.data?.incidentId && <span className="text-ink-faint">Incident {error.data.incidentId}</span>}
    </Notice>
  );
}
