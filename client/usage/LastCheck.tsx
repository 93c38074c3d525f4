import { Moment } from '../ui/Amount.tsx';
import { useUsage } from './useUsage.ts';

/** When the figures were last held against the rows they are sums of, and what came of it. */
export function LastCheck() {
  const { data: check } = useUsage('last-check', {}, (usage) => usage.lastCheck.query());
  if (!check) return null;
  const { checkedAt, ok, differences } = check;
  return (
    <p className="text-xs text-ink-soft">
      Figures were held against the rows at <Moment iso={checkedAt} isShort />:{' '}
      {ok
        ? 'equal.'
        : `${differences} ${differences === 1 ? 'sum' : 'sums'} differed and ${differences === 1 ? 'was' : 'were'} made anew.`}
    </p>
  );
}
