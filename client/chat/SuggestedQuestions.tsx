import { useQuery } from '@tanstack/react-query';
import { Count } from '../ui/Amount.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';

interface SuggestedQuestionsProps {
  companyId: string;
  disabled: boolean;
  onAsk: (question: string) => void;
}

/** Questions that the loaded reviews suggest, each with how many of them are behind it. */
export function SuggestedQuestions({ companyId, disabled, onAsk }: SuggestedQuestionsProps) {
  const client = useCandorClient();
  const suggestions = useQuery({
    queryKey: ['reviews', companyId, 'suggestions'],
    queryFn: () => client.reviews.suggestions.query({ companyId }),
  });
  if (suggestions.error) {
    return (
      <LoadError
        error={suggestions.error}
        advice="You can still ask."
        onRetry={() => void suggestions.refetch()}
      />
    );
  }
  if (!suggestions.data) return <Skeleton lines={5} label="Looking for questions worth asking" />;
  return (
    <ul aria-label="Example questions" className="grid border-t border-line">
      {suggestions.data.map(({ label, question, count, noun }) => (
        <li key={question} className="border-b border-line">
          <button
            type="button"
            disabled={disabled}
            onClick={() => onAsk(question)}
            className="flex w-full flex-wrap items-baseline justify-between gap-x-4 px-2 py-2.5 text-left text-ink-soft hover:bg-raised hover:text-ink"
          >
            <span className="min-w-0 wrap-anywhere">{question}</span>
            <span className="text-xs text-ink-faint tabular-nums">
              {label}: <Count count={count} /> {noun}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
