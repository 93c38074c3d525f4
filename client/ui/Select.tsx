import type { ComponentProps } from 'react';
import { fieldLook } from './fieldLook.ts';

interface SelectProps extends Omit<ComponentProps<'select'>, 'aria-label' | 'onChange'> {
  label: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** One of a few values: the system's own list, which phones and screen readers know best. */
export function Select({ label, options, onChange, className = '', ...rest }: SelectProps) {
  return (
    <select
      aria-label={label}
      onChange={(event) => onChange(event.target.value)}
      className={`${fieldLook} truncate ${className}`}
      {...rest}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
