import { lazy, memo, Suspense, useState } from 'react';
import type { ReviewScope } from '#shared/reviewScope.ts';
import { RunArticle } from './RunArticle.tsx';
import { RunDetails } from './RunDetails.tsx';
import type { Turn } from './turnsOf.ts';
import type { AskedQuestion } from './useAsk.ts';
import { VersionSwitch } from './VersionSwitch.tsx';

const RemovedArticle = lazy(() =>
  import('./RemovedArticle.tsx').then((file) => ({ default: file.RemovedArticle })),
);

interface TurnArticleProps {
  turn: Turn;
  isLast: boolean;
  /** Whose steps are shown beside the conversation. */
  shownRunId: string | null;
  /** The run that the address names. */
  linkedId: string | undefined;
  isWide: boolean;
  onShow: (runId: string) => void;
  /** What the person limits the conversation to now. */
  scopeNow: () => ReviewScope;
  /** Absent while something is being answered. */
  onAsk: ((question: AskedQuestion) => void) | undefined;
}

/** A question with its answer in the version that was chosen, else the newest. Drawn again only for news of its own. */
export const TurnArticle = memo(function TurnArticle(props: TurnArticleProps) {
  const { turn, isLast, shownRunId, linkedId, isWide, onShow, scopeNow, onAsk } = props;
  const { versions } = turn;
  // a newer version than there were at the time of the choice comes first again
  const [chosen, choose] = useState({ index: 0, of: 0 });
  const linked = versions.findIndex(({ runId }) => runId === linkedId);
  const newest = versions.length - 1;
  const index = chosen.of === versions.length ? chosen.index : linked >= 0 ? linked : newest;
  const run = versions[index] ?? versions[0];
  const isNewest = index === newest;
  const replace = (message: string) => {
    // the same question again keeps its own limits; other words are asked under what is chosen now
    const scope = message === run.question ? run.scope : scopeNow();
    onAsk?.({ message, scope, replaces: run.runId });
  };
  const switched = versions.length > 1 && (
    <VersionSwitch
      index={index}
      count={versions.length}
      onChange={(next) => {
        choose({ index: next, of: versions.length });
        const version = versions[next];
        if (version && isWide) onShow(version.runId);
      }}
    />
  );
  const details = (
    <RunDetails
      run={run}
      onShow={isWide ? () => onShow(run.runId) : null}
      isShown={run.runId === shownRunId}
    />
  );
  if (run.textsRemoved)
    return (
      <Suspense>
        <RemovedArticle run={run} removed={run.textsRemoved} versions={switched} details={details} />
      </Suspense>
    );
  return (
    <RunArticle
      key={run.runId}
      run={run}
      onReplace={onAsk && isLast && isNewest ? replace : undefined}
      onRetry={onAsk && !isLast ? () => onAsk({ message: run.question, scope: run.scope }) : undefined}
      versions={switched}
      details={details}
    />
  );
});
