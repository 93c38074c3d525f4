import { ChevronsDownUp, ChevronsUpDown, Play } from 'lucide-react';
import { memo, useContext, useSyncExternalStore } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReplayContext } from './ReplayContext.ts';
import type { TreeState } from './treeState.ts';

interface TreeControlsProps {
  tree: TreeState;
  /** The run that can be played again from here; null while it is under way, or played already. */
  playableId: string | null;
}

/** Folds and unfolds a tree, and plays its run again. */
export const TreeControls = memo(function TreeControls({ tree, playableId }: TreeControlsProps) {
  const control = useContext(ReplayContext);
  const isAllOpen = useSyncExternalStore(tree.subscribe, () => tree.isAllOpen());
  const Icon = isAllOpen ? ChevronsDownUp : ChevronsUpDown;
  return (
    <>
      <div className="flex items-center justify-end gap-1">
        {control && playableId !== null && (
          <IconButton
            label="Replay"
            size="small"
            disabled={control.isLoading}
            onClick={() => control.start(playableId)}
          >
            <Play size={14} aria-hidden />
          </IconButton>
        )}
        <IconButton
          label={isAllOpen ? 'Fold all' : 'Unfold all'}
          size="small"
          onClick={() => tree.foldAll(!isAllOpen)}
        >
          <Icon size={14} aria-hidden />
        </IconButton>
      </div>
      {control?.error && (
        <Notice tone="danger" urgent>{`It cannot be played again: ${control.error.message}`}</Notice>
      )}
    </>
  );
});
