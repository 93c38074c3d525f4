import { useRouter } from '@tanstack/react-router';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

/** A page that could not be drawn at all; never a white screen. */
export function PageError() {
  const router = useRouter();
  return (
    <div className="p-6">
      <title>Something broke · Candor</title>
      <Notice tone="danger" urgent>
        <p className="flex-1 basis-64">
          This page could not be drawn. What was asked and answered is stored and safe.
        </p>
        <Button onClick={() => void router.invalidate()}>Try again</Button>
        <Button onClick={() => location.reload()}>Reload</Button>
      </Notice>
    </div>
  );
}
