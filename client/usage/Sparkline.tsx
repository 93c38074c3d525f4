const [width, height] = [56, 16];

/** How something went over the stretch: its shape, not its size. Flat where there was nothing. */
export function Sparkline({ values }: { values: number[] }) {
  const most = Math.max(1, ...values);
  const points = values.map(
    (value, index) =>
      `${(index * width) / (values.length - 1)},${height - 1 - ((height - 2) * value) / most}`,
  );
  return (
    <svg aria-hidden width={width} height={height} className="ml-auto shrink-0 text-ink-faint max-sm:hidden">
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth={1.25} />
    </svg>
  );
}
