import { CircleAlert } from 'lucide-react';
import { lazy } from 'react';
import { Popover } from '../ui/Popover.tsx';
import { useSystemStatus } from './useSystemStatus.ts';

const ModelDetails = lazy(() =>
  import('./ModelDetails.tsx').then((file) => ({ default: file.ModelDetails })),
);

interface ModelStatusProps {
  side: 'top' | 'bottom';
  /** Where there is no room for words. */
  isIcon?: boolean;
}

/** Says quietly that no language model is connected, or that the server wants something else known; details when asked. */
export function ModelStatus({ side, isIcon = false }: ModelStatusProps) {
  const { data: status } = useSystemStatus();
  if (!status || (!status.offline && status.warnings.length === 0)) return null;
  const title = status.offline ? 'No model connected' : 'About the models';
  return (
    <Popover
      title={title}
      side={side}
      align={side === 'top' ? 'start' : 'end'}
      content={<ModelDetails status={status} />}
    >
      {(opens) => (
        <button
          type="button"
          className="flex min-h-8 min-w-0 items-center gap-2 rounded-md px-2 text-sm text-ink-soft hover:bg-raised aria-expanded:bg-raised"
          {...opens}
        >
          <CircleAlert size={14} aria-hidden className="shrink-0 text-warning" />
          <span className={isIcon ? 'sr-only' : 'truncate'}>{title}</span>
        </button>
      )}
    </Popover>
  );
}
