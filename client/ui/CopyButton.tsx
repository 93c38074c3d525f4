import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';

interface CopyButtonProps {
  /** What is copied, or what makes it when it is wanted. */
  text: string | (() => string);
  /** What it does, e.g. `Copy the answer`. */
  label: string;
  /** `icon`: a picture with the label as its name. */
  look?: 'icon' | 'words';
}

const saysSoMs = 2_000;

/** Copies, and says for two seconds that it did; or that the browser would not let it. */
export function CopyButton({ text, label, look = 'icon' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'Copied' | 'Could not copy' | null>(null);
  const copy = async () => {
    const done = navigator.clipboard.writeText(typeof text === 'string' ? text : text());
    setOutcome(
      await done.then(
        () => 'Copied' as const,
        () => 'Could not copy' as const,
      ),
    );
    setTimeout(() => setOutcome(null), saysSoMs);
  };
  const icon = outcome === 'Copied' ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />;
  return (
    <>
      {look === 'icon' ? (
        <IconButton label={outcome ?? label} onClick={() => void copy()}>
          {icon}
        </IconButton>
      ) : (
        <Button look="quiet" onClick={() => void copy()}>
          {icon}
          {outcome ?? label}
        </Button>
      )}
      <span role="status" className="sr-only">
        {outcome}
      </span>
    </>
  );
}
