import { Button } from '../ui/Button.tsx';
import { useSystemStatus } from './useSystemStatus.ts';

/** Which build this page is; the server writes it into the page it sends. */
const ownBuild = document.querySelector<HTMLMetaElement>('meta[name=candor-build]')?.content ?? '';

/** What everyone on the page should know now: the server cannot be reached, or serves a newer page. */
export function PageNotices() {
  const { data: status, isError } = useSystemStatus();
  const isOld = !!status?.build && status.build !== ownBuild;
  return (
    <div role="status" className="shrink-0">
      {isError ? (
        <p className="border-b border-line bg-raised px-4 py-1.5 text-sm text-ink-soft">
          No connection to Candor. Trying again…
        </p>
      ) : (
        isOld && (
          <p className="flex flex-wrap items-center gap-x-3 border-b border-line bg-accent-wash px-4 py-1 text-sm">
            Candor was updated.
            <Button look="quiet" className="text-accent! min-h-7!" onClick={() => location.reload()}>
              Reload
            </Button>
          </p>
        )
      )}
    </div>
  );
}
