import { Link } from '@tanstack/react-router';
import { CircleAlert, Unplug } from 'lucide-react';
import { Popover } from '../ui/Popover.tsx';
import { useSystemStatus } from './useSystemStatus.ts';

interface ModelStatusProps {
  side: 'top' | 'bottom';
  /** Where there is no room for words. */
  isIcon?: boolean;
}

/** Says quietly that no language model is connected, and how to connect one; and whatever else the server wants known. */
export function ModelStatus({ side, isIcon = false }: ModelStatusProps) {
  const { data: status } = useSystemStatus();
  if (!status || (!status.offline && status.warnings.length === 0)) return null;
  const title = status.offline ? 'No model connected' : 'About the models';
  const Icon = status.offline ? Unplug : CircleAlert;
  return (
    <Popover
      title={title}
      side={side}
      align={side === 'top' ? 'start' : 'end'}
      content={
        <>
          {status.offline && (
            <>
              <p>
                No language model is connected: a built-in engine answers, from the reviews alone. It costs
                nothing.
              </p>
              <p className="wrap-anywhere">{status.hint}</p>
            </>
          )}
          {status.warnings.map((warning) => (
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
      }
    >
      {(opens) => (
        <button
          type="button"
          className="flex min-h-8 min-w-0 items-center gap-2 rounded-md px-2 text-sm text-ink-soft hover:bg-raised aria-expanded:bg-raised"
          {...opens}
        >
          <Icon size={14} aria-hidden className="shrink-0 text-warning" />
          <span className={isIcon ? 'sr-only' : 'truncate'}>{title}</span>
        </button>
      )}
    </Popover>
  );
}
