import type { ComponentProps } from 'react';
import { Tooltip } from './Tooltip.tsx';

const sizes = { small: 'size-7', medium: 'size-9' };

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** What it does: its name, and its tooltip. */
  label: string;
  keys?: string | undefined;
  size?: keyof typeof sizes;
}

/** A button that is only a picture, with its name on hover. */
export function IconButton({
  label,
  keys,
  size = 'medium',
  type = 'button',
  className = '',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type={type}
        aria-label={label}
        className={`grid shrink-0 place-items-center rounded-md text-ink-soft hover:bg-raised hover:text-ink disabled:opacity-50 aria-expanded:bg-raised ${sizes[size]} ${className}`}
        {...rest}
      />
    </Tooltip>
  );
}
