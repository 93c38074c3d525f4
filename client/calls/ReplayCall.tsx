import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { ReplayComparison } from './ReplayComparison.tsx';
import type { WholeCall } from './ShownCall.ts';

/** Sends the same request again, to this model or another one, and lays what came of it beside the call. */
export function ReplayCall({ call }: { call: WholeCall }) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const [model, setModel] = useState(call.model);
  const settings = useQuery({
    queryKey: ['settings', call.companyId],
    queryFn: () => client.companies.settings.query({ companyId: call.companyId }),
  });
  const replay = useMutation({
    mutationFn: async () => {
      const { callId } = await client.calls.replay.mutate({ callId: call.callId, model });
      return client.calls.get.query({ callId });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['calls', 'list'] }),
  });
  const isConnected = (settings.data?.endpoints.length ?? 0) > 0;
  return (
    <>
      <p className="text-sm text-ink-soft">
        Sends this request again, as a call of its own in the ledger. It belongs to no answer, and its cost is
        counted.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-0 flex-1 basis-64">
          {isConnected ? (
            <Combobox
              label="Model to replay on"
              options={settings.data?.offered ?? []}
              value={model}
              placeholder={call.model}
              disabled={replay.isPending}
              onChange={(name) => setModel(name === '' ? call.model : name)}
            />
          ) : (
            <span className="font-mono text-sm wrap-anywhere">{model}</span>
          )}
        </div>
        <Button disabled={replay.isPending || settings.isPending} onClick={() => replay.mutate()}>
          {replay.isPending ? 'Sending…' : 'Send again'}
        </Button>
      </div>
      {replay.error && (
        <p role="alert" className="text-sm text-danger">
          {replay.error.message}
        </p>
      )}
      {replay.data && <ReplayComparison call={call} replay={replay.data} />}
    </>
  );
}
