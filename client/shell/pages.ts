import { ChartColumnStacked, Gauge, ListTree, MessageSquareText, Settings, Tag } from 'lucide-react';

/** The pages besides conversations, as the sidebar and the palette offer them. */
export const pages = [
  { to: '/calls', label: 'Calls', icon: ListTree, keys: 'g c' },
  { to: '/usage', label: 'Usage', icon: ChartColumnStacked, keys: 'g u' },
  { to: '/budgets', label: 'Budgets', icon: Gauge, keys: 'g b' },
  { to: '/prices', label: 'Prices', icon: Tag, keys: 'g p' },
  { to: '/reviews', label: 'Reviews', icon: MessageSquareText, keys: 'g r' },
  { to: '/settings', label: 'Settings', icon: Settings, keys: 'g s' },
] as const;

export type PagePath = (typeof pages)[number]['to'];
