import { Link } from '@tanstack/react-router';
import type { useSystemStatus } from './useSystemStatus.ts';

type Status = NonNullable<ReturnType<typeof useSystemStatus>['data']>;

/** What answers while no language model is connected, how to connect one, and whatever else the server wants known. */
export function ModelDetails({ status: { offline, hint, warnings } }: { status: Status }) {
  return (
    <>
      {offline && (
        <>
          <p>
            No language model is connected: a built-in engine answers, from the reviews alone. It costs
            nothing.
          </p>
          <p className="wrap-anywhere">{hint}</p>
        </>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="wrap-anywhere">
          {warning}
        </p>
      ))}
      <p>
        <Link to="/settings" className="text-accent underline underline-offset-2">
          Models and settings
        </Link>
      </p>
    </>
  );
}
