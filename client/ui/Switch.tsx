import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';

interface SwitchProps {
  label: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off, in force at once. */
export function Switch({ label, checked, disabled = false, onChange }: SwitchProps) {
  const labelId = useId();
  return (
    // the switch carries a hidden checkbox, which the label names
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control
    <label className="inline-flex min-h-9 cursor-pointer items-center gap-3 text-sm">
      <BaseSwitch.Root
        aria-labelledby={labelId}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className="flex h-5 w-9 shrink-0 cursor-pointer rounded-full bg-ink-faint p-0.5 transition-colors data-checked:bg-accent data-disabled:opacity-50"
      >
        <BaseSwitch.Thumb className="size-4 rounded-full bg-surface transition-transform data-checked:translate-x-4" />
      </BaseSwitch.Root>
      <span id={labelId}>{label}</span>
    </label>
  );
}
