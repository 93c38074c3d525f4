/** A line of the writer's prompt that may be stated: `[F3] 36 of 145 negative reviews (25 %): Slow mobile app`. */
export interface CountLine {
  tag: string;
  count: number;
  base: number;
  /** `negative reviews`. */
  noun: string;
  share: number;
  label: string;
}

interface AverageLine {
  tag: string;
  average: string;
  label: string;
}

export interface ReviewLine {
  n: number;
  text: string;
}

/** What a writer reads in its prompt. */
export interface Material {
  /** Counts that carry a theme, the most frequent first. */
  themes: CountLine[];
  counts: CountLine[];
  averages: AverageLine[];
  reviews: ReviewLine[];
}

const block = (prompt: string, tag: string): string[] =>
  (new RegExp(`<${tag}>\\n([\\s\\S]*?)\\n</${tag}>`).exec(prompt)?.[1] ?? '')
    .split('\n')
    .filter((line) => line !== '');

/** Reads the prompt of the writer as a model does: the figures, the themes, the reviews. */
export function readMaterial(prompt: string): Material {
  const figures = block(prompt, 'figures');
  return {
    themes: block(prompt, 'themes').flatMap((line) => countLine(line.replace(/: reviews [\d, ]+$/, ''))),
    counts: figures.flatMap(countLine),
    averages: figures.flatMap((line) => {
      const [, tag, average, label] = /^(\[F\d+\]) (\d\.\d) of 5: (.+)$/.exec(line) ?? [];
      return tag && average && label ? [{ tag, average, label }] : [];
    }),
    reviews: block(prompt, 'reviews').flatMap((line) => {
      const [, n, text] = /^\[(\d+)\] \([^)]*\) (.+)$/.exec(line) ?? [];
      return n && text ? [{ n: Number(n), text }] : [];
    }),
  };
}

function countLine(line: string): CountLine[] {
  const [, tag, count, base, noun, share, label] =
    /^(\[F\d+\]) (\d+) of (\d+) (.+?) \((\d+) %\): (.+)$/.exec(line) ?? [];
  if (!tag || !noun || !label) return [];
  return [{ tag, count: Number(count), base: Number(base), noun, share: Number(share), label }];
}
