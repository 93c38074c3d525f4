import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import { expect, test } from 'vitest';
import { rehypeFigures } from './rehypeFigures.ts';
import { rehypeMarks } from './rehypeMarks.ts';

function drawn(source: string, marked: string): string {
  const mark = { id: 'm', offset: source.indexOf(marked), length: marked.length, properties: {} };
  const marks = marked === '' ? [] : [mark];
  return renderToStaticMarkup(
    createElement(
      ReactMarkdown,
      { rehypePlugins: [[rehypeMarks, { source, start: 0, marks }], rehypeFigures] },
      source,
    ),
  );
}

test('a number stays with its unit and its brackets, marked or not', () => {
  expect(drawn('4 of 9 (44 %).', '')).toBe('<p>4 of 9 (44\u00a0%).</p>');
  expect(drawn('4 of 9 (44 %).', '44 %')).toBe(
    '<p>4 of 9 <span class="whitespace-nowrap">(<mark>44\u00a0%</mark>)</span>.</p>',
  );
  expect(drawn('4 of 9 (44 %).', '4 of 9 (44 %)')).toBe('<p><mark>4 of 9 (44\u00a0%)</mark>.</p>');
  expect(drawn('(4 of 9) or `5 % 3`', '4 of 9')).toBe('<p>(<mark>4 of 9</mark>) or <code>5 % 3</code></p>');
});
