import type { Budget, BudgetUse } from '#shared/budget.ts';

interface BudgetMeterProps {
  label: string;
  budget: Pick<Budget, 'limit' | 'warnAt'>;
  use: Pick<BudgetUse, 'settled' | 'reserved'>;
}

/** How much of a limit is used, how much is held, and where the warnings are. */
export function BudgetMeter({ label, budget, use }: BudgetMeterProps) {
  const shareOf = (amount: number) =>
    budget.limit === 0 ? 100 : Math.min(100, (amount / budget.limit) * 100);
  const used = shareOf(use.settled);
  const held = shareOf(use.settled + use.reserved) - used;
  return (
    <div
      role="meter"
      aria-label={`${label}: share used`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(used)}
      aria-valuetext={`${Math.round(used)} % used`}
    >
      <svg
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        fill="currentColor"
        aria-hidden
        className="h-2 w-full rounded-sm bg-raised"
      >
        <rect width={used} height={4} className={used >= 100 ? 'text-danger' : 'text-accent'} />
        <rect x={used} width={held} height={4} fillOpacity={0.4} className="text-accent" />
        {budget.warnAt.map((level) => (
          <rect key={level} x={level - 0.15} width={0.3} height={4} className="text-ink-soft" />
        ))}
      </svg>
    </div>
  );
}
