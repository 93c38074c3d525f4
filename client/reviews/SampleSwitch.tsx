import { useMutation, useQueryClient } from '@tanstack/react-query';
import { defaultCompanyId } from '#shared/limits.ts';
import { Button } from '../ui/Button.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompany } from '../useCompany.ts';
import { ConfirmButton } from './ConfirmButton.tsx';
import { refreshReviews } from './refreshReviews.ts';

/** The sample reviews: away when they are in the way, back when they are wanted. */
export function SampleSwitch() {
  const client = useCandorClient();
  const queries = useQueryClient();
  const { companies } = useCompany();
  const hasSample = companies.some(({ id, isSample }) => id === defaultCompanyId && isSample);
  const change = useMutation({
    mutationFn: async () => {
      if (hasSample) await client.companies.removeSample.mutate({});
      else await client.companies.addSample.mutate({});
    },
    onSettled: () => refreshReviews(queries),
  });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft">
      <span className="flex-1 basis-64">
        {hasSample
          ? 'The sample company shows what Candor does. Remove it once you have reviews of your own.'
          : 'A sample company with reviews of a project tool shows what Candor does.'}
      </span>
      {hasSample ? (
        <ConfirmButton
          label="Remove the sample"
          question="Remove the sample reviews?"
          consequence="What you imported yourself stays, also in the sample company. You can bring the sample back here."
          yes="Remove the sample"
          onConfirm={() => change.mutate()}
          isPending={change.isPending}
        />
      ) : (
        <Button disabled={change.isPending} onClick={() => change.mutate()}>
          Add the sample
        </Button>
      )}
      {change.error && (
        <p role="alert" className="text-danger">
          {change.error.message}
        </p>
      )}
    </div>
  );
}
