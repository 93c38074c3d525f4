import type { Fact } from '#shared/chatEvent.ts';

/** Labelled figures of a node of the tree. */
export function FactList({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-xs text-ink-soft">
      {facts.map((fact) => (
        <div key={`${fact.label} ${fact.value}`} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-faint">{fact.label}</dt>
          <dd className="min-w-0 wrap-anywhere">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
