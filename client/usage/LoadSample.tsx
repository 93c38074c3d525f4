import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sampleUsageCompanyId } from '#shared/limits.ts';
import { Button } from '../ui/Button.tsx';
import { useCandorClient } from '../useCandorClient.ts';

/** Makes up a month of calls and shows it. */
export function LoadSample() {
  const client = useCandorClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.usage.loadSample.mutate({}),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['usage', sampleUsageCompanyId] });
      await navigate({ to: '/usage', search: { company: sampleUsageCompanyId } });
    },
  });
  return (
    <>
      <Button look="primary" disabled={isPending} onClick={() => mutate()}>
        {isPending ? 'Making it up…' : 'Load a sample month'}
      </Button>
      {error && (
        <p role="alert" className="w-full text-sm text-danger">
          {error.message}
        </p>
      )}
    </>
  );
}
