import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { CallDetail } from './CallDetail.tsx';
import { useCallNeighbours } from './useCallNeighbours.ts';

interface CallDialogProps {
  callId: string;
  onClose: () => void;
}

const refetchOpenMs = 1_000;

/** One call, whole, with the way to the ones before and after it. Follows a call that is under way. */
export function CallDialog({ callId, onClose }: CallDialogProps) {
  const client = useCandorClient();
  const navigate = useNavigate();
  const call = useQuery({
    queryKey: ['calls', 'detail', callId],
    queryFn: () => client.calls.get.query({ callId }),
    refetchInterval: ({ state }) => (state.data?.status === 'open' ? refetchOpenMs : false),
  });
  const { newer, older, ofStep } = useCallNeighbours(call.data);
  const show = (other: string | undefined) => {
    if (other === undefined) return;
    void navigate({ to: '.', search: (previous) => ({ ...previous, call: other }), replace: true });
  };
  const onKey = useEffectEvent((other: 'newer' | 'older') => show(other === 'newer' ? newer : older));
  useEffect(() => tinykeys(window, { j: () => onKey('older'), k: () => onKey('newer') }), []);
  const isUnknown = call.error?.message === 'There is no such call.';
  return (
    <Dialog
      title="Call"
      shape="drawer"
      onClose={onClose}
      actions={
        <>
          <IconButton label="Newer call" keys="k" disabled={!newer} onClick={() => show(newer)}>
            <ChevronUp size={18} aria-hidden />
          </IconButton>
          <IconButton label="Older call" keys="j" disabled={!older} onClick={() => show(older)}>
            <ChevronDown size={18} aria-hidden />
          </IconButton>
        </>
      }
    >
      {call.isPending && <Skeleton lines={8} label="Loading the call" />}
      {isUnknown && (
        <EmptyState title="There is no such call">
          The link may be old or cut short. Every call there is stands in the list of calls.
        </EmptyState>
      )}
      {call.error && !isUnknown && (
        <LoadError
          error={call.error}
          advice="The call could not be loaded."
          onRetry={() => void call.refetch()}
        />
      )}
      {call.data && <CallDetail call={call.data} ofStep={ofStep} />}
    </Dialog>
  );
}
