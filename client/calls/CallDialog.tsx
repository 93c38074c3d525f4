import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../ui/Dialog.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { CallDetail } from './CallDetail.tsx';

interface CallDialogProps {
  callId: string;
  onClose: () => void;
}

/** One call, whole. */
export function CallDialog({ callId, onClose }: CallDialogProps) {
  const client = useCandorClient();
  const call = useQuery({
    queryKey: ['calls', 'detail', callId],
    queryFn: () => client.calls.get.query({ callId }),
  });
  return (
    <Dialog title="Call" shape="wide" onClose={onClose}>
      {call.isPending && <p className="text-ink-faint">Loading the call…</p>}
      {call.error && <p role="alert">{call.error.message}</p>}
      {call.data && <CallDetail call={call.data} />}
    </Dialog>
  );
}
