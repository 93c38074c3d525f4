import { useQuery } from '@tanstack/react-query';
import { formatAmount, formatShare } from '#shared/budgetWords.ts';
import { useCandorClient } from '../useCandorClient.ts';

interface BudgetRoomLineProps {
  companyId: string;
  sessionId: string | null;
}

const refreshMs = 15_000;
const owners = { company: 'the company', user: 'you', session: 'this conversation' };

/** What may still be used before a question is refused: of the conversation's own budget, else of the tightest there is. */
export function BudgetRoomLine({ companyId, sessionId }: BudgetRoomLineProps) {
  const client = useCandorClient();
  const { data } = useQuery({
    queryKey: ['budgets', companyId, 'rooms', sessionId],
    queryFn: ({ signal }) => client.budgets.rooms.query({ companyId, sessionId }, { signal }),
    refetchInterval: refreshMs,
  });
  const room = data?.find(({ scope }) => scope === 'session') ?? data?.[0];
  if (!room) return null;
  const { scope, measure, limit, settled, reserved, hard } = room;
  const left = Math.max(0, limit - settled - reserved);
  const look = left === 0 ? 'text-danger' : left < limit / 5 ? 'text-warning' : '';
  return (
    <span className={look}>
      {left === 0 && !hard
        ? `Over the ${formatAmount(measure, limit)} planned for ${owners[scope]}`
        : `${formatShare(measure, left, limit)} left for ${owners[scope]}`}
    </span>
  );
}
