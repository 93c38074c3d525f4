import { Check, Eraser, type LucideIcon, PencilLine, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { AnswerCheck, RunView } from '#shared/runView.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { checkLineId } from './showCheck.ts';
import { tellCheck } from './tellCheck.ts';

const signs: Record<AnswerCheck['verdict'], LucideIcon> = {
  confirmed: Check,
  replaced: PencilLine,
  dropped: Eraser,
  wrong: TriangleAlert,
};
const words = [
  ['confirmed', 'confirmed'],
  ['replaced', 'put right'],
  ['dropped', 'left out'],
  ['wrong', 'does not hold'],
] as const;

/** How the answer's counts, quotes and citations fared when they were held against the data; each on its own line. */
export const AnswerChecks = memo(function AnswerChecks({ view }: { view: RunView }) {
  const { checks, runId } = view;
  if (checks.length === 0) return null;
  const list = checks.map((check, index) => ({ check, id: checkLineId(runId, index) }));
  const tally = words
    .map(([verdict, word]) => [checks.filter((check) => check.verdict === verdict).length, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  return (
    <Disclosure
      label={
        <span className="tabular-nums">
          {checks.length === 1 ? '1 check' : `${checks.length} checks`}: {tally.join(', ')}
        </span>
      }
    >
      <ol aria-label="Checks" className="grid gap-1 text-sm">
        {[...list.filter(isMended), ...list.filter((line) => !isMended(line))].map(({ check, id }) => (
          <CheckLine key={id} id={id} check={check} view={view} />
        ))}
      </ol>
    </Disclosure>
  );
}, isSame);

// what they are drawn from besides was there before the first of them, and text that has left is never changed
function isSame({ view: a }: { view: RunView }, { view: b }: { view: RunView }): boolean {
  return a.runId === b.runId && a.checks === b.checks;
}

const isMended = ({ check }: { check: AnswerCheck }) => check.verdict !== 'confirmed';

function CheckLine({ id, check, view }: { id: string; check: AnswerCheck; view: RunView }) {
  const { verdict, reason } = tellCheck(check, view);
  const Sign = signs[check.verdict];
  const said = view.answer.slice(check.offset, check.offset + check.length).trim();
  return (
    <li id={id} tabIndex={-1} className="flex gap-2 rounded-sm px-1 py-0.5 focus:bg-accent-wash">
      <Sign
        size={14}
        aria-hidden
        className={`mt-1 shrink-0 ${check.verdict === 'confirmed' ? 'text-ink-faint' : 'text-warning'}`}
      />
      <p className="min-w-0 wrap-anywhere">
        {said || <span className="text-ink-soft">(nothing)</span>}
        <span className="block text-xs text-ink-soft">
          {verdict}: {reason}
        </span>
      </p>
    </li>
  );
}
