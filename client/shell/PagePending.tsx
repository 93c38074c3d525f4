import { Skeleton } from '../ui/Skeleton.tsx';

/** A page whose code is on its way. */
export function PagePending() {
  return (
    <div className="mx-auto w-full max-w-[46rem] px-6 py-10">
      <Skeleton lines={6} label="Loading the page" />
    </div>
  );
}
