import { isRefusal } from '../programs/isRefusal.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

interface AskNoticeProps {
  error: Error | null;
  /** The server cannot be reached, and is waited for. */
  isAway: boolean;
  onGiveUp: () => void;
}

/** Why a question did not get through, and what becomes of it. */
export function AskNotice({ error, isAway, onGiveUp }: AskNoticeProps) {
  if (isAway) {
    return (
      <Notice tone="warning" urgent>
        <p className="flex-1 basis-64">
          Candor cannot be reached. Your question is kept, and goes out by itself when it is back.
        </p>
        <Button onClick={onGiveUp}>Do not send</Button>
      </Notice>
    );
  }
  if (!error) return null;
  const incidentId = isRefusal(error) ? error.data?.incidentId : undefined;
  return (
    <Notice tone="danger" urgent>
      {error.message}
      {incidentId && <span className="text-ink-faint">Incident {incidentId}</span>}
    </Notice>
  );
}
