import { type ReactNode, useId } from 'react';

interface SettingsSectionProps {
  title: string;
  /** What is decided here, and from when on it holds. */
  intro?: ReactNode;
  children: ReactNode;
}

/** One matter of the settings. */
export function SettingsSection({ title, intro, children }: SettingsSectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div>
        <h2 id={titleId} className="text-lg font-semibold">
          {title}
        </h2>
        {intro && <p className="text-sm text-ink-soft">{intro}</p>}
      </div>
      {children}
    </section>
  );
}
