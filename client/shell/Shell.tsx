import { ImportReviews } from '../reviews/ImportReviews.tsx';
import { ShellFrame } from './ShellFrame.tsx';

/** What every page has around it, and the import that any of it can open. */
export function Shell() {
  return (
    <ImportReviews>
      <ShellFrame />
    </ImportReviews>
  );
}
