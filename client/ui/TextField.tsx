import { type ComponentProps, type ReactNode, useId } from 'react';
import { fieldLook } from './fieldLook.ts';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'aria-label'> {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value, and what would be right. */
  error?: string | undefined;
}

/** One line of text under its label. */
export function TextField({ label, hint, error, className = '', ...rest }: TextFieldProps) {
  const inputId = useId();
  const hintId = useId();
  const words = error ?? hint;
  return (
    <div className={`grid gap-1 ${className}`}>
      <label htmlFor={inputId} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={inputId}
        aria-invalid={error !== undefined}
        aria-describedby={words === undefined ? undefined : hintId}
        className={fieldLook}
        {...rest}
      />
      {words !== undefined && (
        <p id={hintId} className={`text-xs ${error === undefined ? 'text-ink-faint' : 'text-danger'}`}>
          {words}
        </p>
      )}
    </div>
  );
}
