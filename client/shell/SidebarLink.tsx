import { Link } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import { Kbd } from '../ui/Kbd.tsx';
import type { PagePath } from './pages.ts';

interface SidebarLinkProps {
  to: '/' | PagePath;
  label: string;
  icon: LucideIcon;
  keys: string;
}

/** One page in the sidebar; its keys show while it is pointed at. */
export function SidebarLink({ to, label, icon: Icon, keys }: SidebarLinkProps) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: true, includeSearch: false }}
      className="group flex min-h-8 items-center gap-2.5 rounded-md px-3 text-sm text-ink-soft hover:bg-raised hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:font-medium aria-[current=page]:text-ink"
    >
      <Icon size={16} aria-hidden className="shrink-0" />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <span aria-hidden className="hidden pointer-fine:group-hover:block">
        <Kbd keys={keys} />
      </span>
    </Link>
  );
}
