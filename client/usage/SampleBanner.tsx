import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useCandorClient } from '../useCandorClient.ts';

/** Says that nothing of this was ever spent, and takes it away. */
export function SampleBanner() {
  const client = useCandorClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.usage.removeSample.mutate({}),
    onSuccess: async () => {
      await navigate({ to: '/usage', search: { company: undefined } });
      // what is no longer there must not be shown from memory
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey.includes(sampleUsageCompanyId) });
    },
  });
  return (
    <Notice tone="calm">
      <p className="flex-1 basis-64">
        These are made-up calls: a month of six people's questions, in no other sum. {error?.message}
      </p>
      <Button disabled={isPending} onClick={() => mutate()}>
        {isPending ? 'Removing…' : 'Remove them'}
      </Button>
    </Notice>
  );
}
