import { useQuery } from '@tanstack/react-query';
import { Tag } from 'lucide-react';
import { useState } from 'react';
import type { ModelPrice } from '#shared/priceList.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { useCompanyId } from '../useCompanyId.ts';
import { PriceDialog } from './PriceDialog.tsx';
import { PriceItem } from './PriceItem.tsx';

/** What each model is charged from the next call on, where that comes from, and prices of one's own. */
export function PricesPage() {
  const client = useCandorClient();
  const companyId = useCompanyId();
  const [edited, setEdited] = useState<Pick<ModelPrice, 'model'> | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['prices', companyId],
    queryFn: ({ signal }) => client.prices.list.query({ companyId }, { signal }),
  });
  const add = <Button onClick={() => setEdited({ model: '' })}>Price of another model</Button>;
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      <title>Prices · Candor</title>
      <div className="mx-auto grid max-w-[46rem] grid-cols-[minmax(0,1fr)] gap-6 px-4 pt-6 pb-12 sm:px-6">
        <header className="flex flex-wrap items-start gap-x-8 gap-y-3">
          <div className="mr-auto">
            <h1 className="text-lg font-semibold">Prices</h1>
            <p className="mt-1 max-w-[34rem] text-sm text-ink-soft">
              Dollars per million tokens, from the next call on. A call keeps the price that was applied to
              it: no later price changes what was spent.
            </p>
          </div>
          {data && data.length > 0 && add}
        </header>
        {error && !data && (
          <LoadError error={error} advice="The prices could not be loaded." onRetry={() => void refetch()} />
        )}
        {!data && !error && <Skeleton lines={8} label="Loading the prices" />}
        {data?.length === 0 && (
          <EmptyState icon={<Tag size={24} aria-hidden />} title="No model is in use yet" action={add}>
            Each model that is asked shows up here with its price. A model of your own machine, or one with a
            contract, can be given its own.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul className="grid grid-cols-[minmax(0,1fr)] divide-y divide-line border-y border-line">
            {data.map((price) => (
              <PriceItem key={price.model} price={price} onEdit={() => setEdited(price)} />
            ))}
          </ul>
        )}
      </div>
      {edited && <PriceDialog companyId={companyId} model={edited.model} onClose={() => setEdited(null)} />}
    </div>
  );
}
