import type { RunView } from '#shared/runView.ts';
import { Disclosure } from '../ui/Disclosure.tsx';

const verdicts: Record<string, string> = {
  dropped: 'left out',
  replaced: 'put right',
  wrong: 'does not hold',
};

/** What was held against the reviews and did not agree, beside the answer rather than in it. */
export function AnswerChecks({ checks }: Pick<RunView, 'checks'>) {
  if (checks.length === 0) return null;
  return (
    <Disclosure label={checks.length === 1 ? '1 correction' : `${checks.length} corrections`}>
      <ul className="list-disc pl-5 text-sm text-ink-soft">
        {checks.map((check) => (
          <li key={`${check.offset} ${check.kind} ${check.detail}`} className="wrap-anywhere">
            A {check.kind} {verdicts[check.verdict] ?? check.verdict}: {check.detail}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
