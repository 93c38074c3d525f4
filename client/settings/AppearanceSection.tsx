import { Monitor, Moon, Sun } from 'lucide-react';
import { theme } from '../ui/theme.ts';
import { SettingsSection } from './SettingsSection.tsx';

const choices = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

/** Light or dark; this browser remembers it. */
export function AppearanceSection() {
  const current = theme.use();
  return (
    <SettingsSection title="Appearance" intro="For this browser.">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">Theme</legend>
        {choices.map(({ value, label, icon: Icon }) => (
          <label
            key={value}
            className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md border border-line bg-surface px-3 text-sm hover:bg-raised has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              checked={current === value}
              onChange={() => theme.set(value)}
              className="sr-only"
            />
            <Icon size={16} aria-hidden />
            {label}
          </label>
        ))}
      </fieldset>
    </SettingsSection>
  );
}
