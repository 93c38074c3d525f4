import type { RunView } from '#shared/runView.ts';
import { Disclosure } from '../ui/Disclosure.tsx';

const verdicts: Record<string, string> = {
  dropped: 'left out',
  replaced: 'put right',
  wrong: 'does not hold',
};

/** What the model wrote that did not agree with the reviews, beside the answer rather than in it. */
export function AnswerChecks({ checks }: Pick<RunView, 'checks'>) {
  const corrected = checks.filter(({ verdict }) => verdict !== 'confirmed');
  if (corrected.length === 0) return null;
  return (
    <Disclosure label={corrected.length === 1 ? '1 correction' : `${corrected.length} corrections`}>
      <ul className="list-disc pl-5 text-sm text-ink-soft">
        {corrected.map((check) => (
          <li key={`${check.offset} ${check.kind} ${check.detail}`} className="wrap-anywhere">
            A {check.kind} {verdicts[check.verdict] ?? check.verdict}: {check.detail}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
