import { Button } from './Button.tsx';

interface SaveRowProps {
  label: string;
  save: { isPending: boolean; error: Error | null };
  onCancel: () => void;
}

/** The end of a form in a dialog: why it could not be saved, and what saves it or leaves it. */
export function SaveRow({ label, save, onCancel }: SaveRowProps) {
  return (
    <>
      {save.error && (
        <p role="alert" className="text-sm text-danger">
          {save.error.message}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" disabled={save.isPending}>
          {save.isPending ? 'Saving…' : label}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  );
}
