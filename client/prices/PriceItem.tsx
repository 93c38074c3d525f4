import { useId } from 'react';
import type { ModelPrice } from '#shared/priceList.ts';
import { Moment } from '../ui/Amount.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { OwnPriceRow } from './OwnPriceRow.tsx';

const sources: Record<ModelPrice['source'], string> = {
  own: 'Your own',
  provider: 'Each answer says it',
  table: 'Published',
  free: 'Free',
  none: 'Not known',
};

/** One model: what it is charged, who says so and since when, and the company's own prices of it. */
export function PriceItem({ price, onEdit }: { price: ModelPrice; onEdit: () => void }) {
  const nameId = useId();
  const { model, provider, source, publishedAs, since, hasTiers, lastUsedAt, own } = price;
  const rates = [
    ['Input', price.inputUsdPerMtok],
    ['Cached', price.cachedUsdPerMtok],
    ['Output', price.outputUsdPerMtok],
    ['Reasoning', price.reasoningUsdPerMtok],
  ] as const;
  return (
    <li aria-labelledby={nameId} className="grid grid-cols-[minmax(0,1fr)] gap-2 py-4">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="mr-auto min-w-0">
          <h2 id={nameId} className="font-mono text-sm font-medium wrap-anywhere">
            {model}
          </h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-soft">
            <Badge tone={source === 'none' ? 'warning' : source === 'own' ? 'accent' : 'calm'}>
              {sources[source]}
            </Badge>
            {publishedAs !== null && <span className="wrap-anywhere">as {publishedAs}</span>}
            {since !== null && (
              <span>
                since <Moment iso={since} isShort />
              </span>
            )}
            {provider !== '' && <span className="wrap-anywhere">by {provider}</span>}
            {lastUsedAt !== null && (
              <span>
                last used <Moment iso={lastUsedAt} isShort />
              </span>
            )}
          </p>
        </div>
        <Button onClick={onEdit}>
          Set own price<span className="sr-only"> of {model}</span>
        </Button>
      </div>
      {source === 'none' ? (
        <p className="text-sm text-ink-soft">
          Its calls cost an unknown amount, and a hard money budget refuses them until a price is set.
        </p>
      ) : (
        <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
          {rates.map(
            ([name, rate]) =>
              rate !== null && (
                <div key={name}>
                  <dt className="text-xs text-ink-faint">{name}</dt>
                  <dd className="tabular-nums">${rate}</dd>
                </div>
              ),
          )}
        </dl>
      )}
      {hasTiers && <p className="text-xs text-ink-faint">Longer prompts cost more; these are short ones.</p>}
      {own.length > 0 && (
        <Disclosure label={`Your own prices (${own.length})`}>
          <ul className="divide-y divide-line border-y border-line">
            {own.map((one) => (
              <OwnPriceRow key={one.priceId} model={model} price={one} />
            ))}
          </ul>
        </Disclosure>
      )}
    </li>
  );
}
