import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ModelPrice } from '#shared/priceList.ts';
import { Moment } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { showToast } from '../ui/showToast.ts';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';

interface OwnPriceRowProps {
  model: string;
  price: ModelPrice['own'][number];
}

/** A price of one's own, and the way to take it away for later calls. */
export function OwnPriceRow({ model, price }: OwnPriceRowProps) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const companyId = useCompanyId();
  const named = { companyId, priceId: price.priceId };
  const refresh = () => queries.invalidateQueries({ queryKey: ['prices', companyId] });
  const fail = (error: Error) => showToast({ text: error.message, tone: 'danger' });
  const remove = useMutation({
    mutationFn: () => client.prices.remove.mutate(named),
    onSettled: refresh,
    onError: fail,
    onSuccess: () =>
      showToast({
        text: `The price of ${model} was taken away.`,
        action: {
          label: 'Undo',
          onAction: () => void client.prices.restore.mutate(named).catch(fail).finally(refresh),
        },
      }),
  });
  const { inputUsdPerMtok, outputUsdPerMtok, cachedUsdPerMtok, since, recordedAt } = price;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 text-sm">
      <span className="tabular-nums">
        ${inputUsdPerMtok} in, ${outputUsdPerMtok} out
        {cachedUsdPerMtok !== null && `, $${cachedUsdPerMtok} cached`}
        <span className="text-ink-faint">
          {' · '}from <Moment iso={since} isShort />, entered <Moment iso={recordedAt} isShort />
        </span>
      </span>
      <Button disabled={remove.isPending} onClick={() => remove.mutate()}>
        Take away
      </Button>
    </li>
  );
}
