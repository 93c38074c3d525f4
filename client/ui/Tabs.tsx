import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

interface TabsProps<Id extends string> {
  /** Names the row of tabs for screen readers. */
  label: string;
  tabs: { id: Id; label: ReactNode; panel: ReactNode }[];
  value: Id;
  onChange: (id: Id) => void;
  /** Of the panel: where it scrolls, how it is spaced. */
  panelClassName?: string;
}

/** Views of one thing, one at a time. */
export function Tabs<Id extends string>({ label, tabs, value, onChange, panelClassName }: TabsProps<Id>) {
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(id: Id) => onChange(id)}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <BaseTabs.List aria-label={label} className="flex shrink-0 gap-4 border-b border-line px-4">
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.id}
            value={tab.id}
            className="-mb-px min-h-10 border-b-2 border-transparent text-sm text-ink-soft hover:text-ink data-active:border-accent data-active:font-medium data-active:text-ink"
          >
            {tab.label}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.id} value={tab.id} className={panelClassName}>
          {tab.panel}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
