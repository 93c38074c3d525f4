import { useMutation, useQueryClient } from '@tanstack/react-query';
import { defaultCompanyId } from '#shared/limits.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompany } from '../useCompany.ts';
import { refreshReviews } from './refreshReviews.ts';

/** The sample reviews: away when they are in the way, back when they are wanted. */
export function SampleSwitch() {
  const { companies: ofServer } = useCandorClient();
  const queries = useQueryClient();
  const { companies } = useCompany();
  const onSettled = () => refreshReviews(queries);
  const remove = useMutation({ mutationFn: () => ofServer.removeSample.mutate({}), onSettled });
  const add = useMutation({ mutationFn: () => ofServer.addSample.mutate({}), onSettled });
  const hasSample = companies.some(({ id, isSample }) => id === defaultCompanyId && isSample);
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
          action={remove}
        />
      ) : (
        <Button disabled={add.isPending} onClick={() => add.mutate()}>
          Add the sample
        </Button>
      )}
      {add.error && (
        <p role="alert" className="text-danger">
          {add.error.message}
        </p>
      )}
    </div>
  );
}
