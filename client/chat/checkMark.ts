import type { AnswerCheck } from '#shared/runView.ts';
import type { Mark } from '../markdown/rehypeMarks.ts';

/** A check as it is drawn over the answer, `id` being its place among the answer's checks. */
export function checkMark({ offset, length, kind, verdict, figure }: AnswerCheck, id: number): Mark {
  const properties = {
    dataCheck: String(id),
    dataKind: kind,
    dataVerdict: verdict,
    ...(figure === undefined ? {} : { dataFigure: String(figure) }),
  };
  return { id: `${id} ${verdict}`, offset, length, properties };
}
