import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface LoadErrorProps {
  error: Error;
  advice: string;
  onRetry: () => void;
}

/** Something could not be fetched: why, and what to do. */
export function LoadError({ error, advice, onRetry }: LoadErrorProps) {
  return (
    <div className="p-6">
      <Notice tone="danger" urgent>
        <p className="flex-1 basis-64">
          {inWords(error)} {advice}
        </p>
        <Button onClick={onRetry}>Try again</Button>
      </Notice>
    </div>
  );
}

/** The server's own words; where it said nothing, ours rather than the browser's. */
const inWords = (error: Error) =>
  'data' in error && !error.data ? 'The server does not answer.' : error.message;
