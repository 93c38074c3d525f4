import { Pause, Play, X } from 'lucide-react';
import { formatDuration } from '#shared/money.ts';
import { Duration } from '../../ui/Amount.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { type Replay, type ReplayState, replaySpeeds } from './createReplay.ts';

interface ReplayBarProps {
  replay: Replay;
  state: ReplayState;
  onClose: () => void;
}

const speeds = replaySpeeds.map((speed) => ({ value: String(speed), label: `${speed}×` }));

/** Plays, holds, moves and speeds up a replay. */
export function ReplayBar({ replay, state, onClose }: ReplayBarProps) {
  const { positionMs, isPlaying, speed } = state;
  return (
    <div
      role="group"
      aria-label="Replay"
      className="flex items-center gap-1.5 rounded-md bg-raised p-1 text-xs text-ink-soft"
    >
      <IconButton
        label={isPlaying ? 'Pause' : 'Play'}
        size="small"
        onClick={isPlaying ? replay.pause : replay.play}
      >
        {isPlaying ? <Pause size={14} aria-hidden /> : <Play size={14} aria-hidden />}
      </IconButton>
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={formatDuration(positionMs)}
        min={0}
        max={replay.durationMs}
        // the end must be reachable: a step that does not divide the whole would stop short of it
        step="any"
        value={positionMs}
        onChange={(event) => replay.seek(event.target.valueAsNumber)}
        className="min-w-0 flex-1 accent-accent"
      />
      <span className="w-10 text-right">
        <Duration ms={positionMs} />
      </span>
      <Select
        label="Speed"
        options={speeds}
        value={String(speed)}
        onChange={(value) => replay.setSpeed(Number(value))}
        className="w-auto!"
      />
      <IconButton label="Close the replay" size="small" onClick={onClose}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
