import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What would be here, and how to get it here. */
  children?: ReactNode;
  /** The button or link that does it. */
  action?: ReactNode;
}

/** Nothing is here yet: says why, and what to do. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-96 justify-items-center gap-2 px-4 py-12 text-center">
      {icon && <div className="text-ink-faint">{icon}</div>}
      <p className="font-medium">{title}</p>
      {children && <div className="text-sm text-ink-soft">{children}</div>}
      {action && <div className="pt-2">{action}</div>}
    </div>
  );
}
