import { GalleryParts } from './GalleryParts.tsx';

/** Every part in every state, light beside dark; in development only, at `/ui`. */
export function GalleryPage() {
  return (
    <div className="grid min-h-0 flex-1 overflow-y-auto lg:grid-cols-2">
      <title>Parts · Candor</title>
      <h1 className="sr-only">Parts</h1>
      {(['scheme-light', 'scheme-dark'] as const).map((scheme) => (
        <section
          key={scheme}
          aria-label={scheme}
          className={`grid content-start gap-8 bg-canvas p-6 text-ink ${scheme}`}
        >
          <GalleryParts />
        </section>
      ))}
    </div>
  );
}
