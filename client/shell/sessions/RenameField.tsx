import { type KeyboardEvent, useState } from 'react';
import { fieldLook } from '../../ui/fieldLook.ts';

interface RenameFieldProps {
  title: string;
  onSave: (title: string) => Promise<boolean>;
  onClose: () => void;
}

/** The title in place, to be written anew: Enter or leaving saves, Esc leaves it as it was. */
export function RenameField({ title, onSave, onClose }: RenameFieldProps) {
  const [isSaving, setSaving] = useState(false);
  const save = async (text: string) => {
    const next = text.trim();
    if (isSaving) return;
    if (next === '' || next === title) return onClose();
    setSaving(true);
    await onSave(next);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') void save(event.currentTarget.value);
    if (event.key !== 'Escape') return;
    // it must not stop a run
    event.stopPropagation();
    onClose();
  };
  return (
    <input
      aria-label="Title of the conversation"
      autoFocus
      defaultValue={title}
      maxLength={200}
      readOnly={isSaving}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => void save(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      className={`${fieldLook} h-8! w-full`}
    />
  );
}
