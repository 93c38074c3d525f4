import { Notice } from '../ui/Notice.tsx';

/** A page that could not be drawn at all; never a white screen. */
export function PageError() {
  return (
    <div className="p-6">
      <Notice tone="danger" urgent>
        This page could not be drawn. Reload it; what was asked and answered is stored and safe.
      </Notice>
    </div>
  );
}
