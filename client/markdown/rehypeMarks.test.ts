import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { expect, test } from 'vitest';
import { rehypeCitations } from './rehypeCitations.ts';
import { rehypeMarks } from './rehypeMarks.ts';
import { rehypeSentences } from './rehypeSentences.ts';

/** Markdown as it is drawn; `{…}` in the source says what is to be marked. */
function drawn(written: string): string {
  const offset = written.indexOf('{');
  const end = written.indexOf('}') - 1;
  const source = written.replace(/[{}]/g, '');
  const mark = { id: 'm', offset: 100 + offset, length: end - offset, properties: { dataFigure: '2' } };
  const marks = offset < 0 ? [] : [mark];
  return renderToStaticMarkup(
    createElement(
      ReactMarkdown,
      {
        remarkPlugins: [remarkGfm],
        rehypePlugins: [[rehypeMarks, { source, start: 100, marks }], rehypeCitations, rehypeSentences],
      },
      source,
    ),
  )
    .replaceAll(' data-figure="2"', '')
    .replaceAll('data-figures="2"', 'figures')
    .replaceAll(' data-figures=""', '');
}

test.each([
  [
    'plain',
    'We saw {41 of 147} here',
    '<p><span data-cites="" figures>We saw <mark>41 of 147</mark> here</span></p>',
  ],
  [
    'in bold',
    '**{41 of 147}** here',
    '<p><span data-cites="" figures><strong><mark>41 of 147</mark></strong> here</span></p>',
  ],
  [
    'across bold',
    '{**41** of 147} here',
    '<p><span data-cites="" figures><mark><strong>41</strong> of 147</mark> here</span></p>',
  ],
  [
    'half in bold',
    '**so {41** of 147} here',
    '<p><span data-cites="" figures><strong>so <mark>41</mark></strong><mark> of 147</mark> here</span></p>',
  ],
  [
    'behind an escape',
    '1\\* {41 of 147} \\*',
    '<p><span data-cites="" figures>1* <mark>41 of 147</mark> *</span></p>',
  ],
  [
    'in a list',
    '- a\n  b {41 of\n  147} c',
    '<ul>\n<li><span data-cites="" figures>a\nb <mark>41 of\n147</mark> c</span></li>\n</ul>',
  ],
  [
    'in a cell',
    '| a |\n| - |\n| {41} of |',
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><span data-cites="" figures><mark>41</mark> of</span></td></tr></tbody></table>',
  ],
  ['a place', 'it is slow{}, and', '<p><span data-cites="" figures>it is slow<mark></mark>, and</span></p>'],
  ['a place at the end', 'it is slow{}', '<p><span data-cites="" figures>it is slow<mark></mark></span></p>'],
])('a mark is drawn where it belongs: %s', (_name, written, html) => {
  expect(drawn(written)).toBe(html);
});

test('a sentence has its own citations, also those behind its full stop', () => {
  expect(drawn('It is slow. [1][2] It crashes [3]! **Bold** ends.')).toBe(
    '<p><span data-cites="1 2">It is slow. <cite title="1">[1]</cite><cite title="2">[2]</cite> </span>' +
      '<span data-cites="3">It crashes <cite title="3">[3]</cite>! </span><strong>Bold</strong> ends.</p>',
  );
});

test('an item and the list inside it are apart', () => {
  expect(drawn('- **Slow** [1]\n  - quoted [2]')).toBe(
    '<ul>\n<li><span data-cites="1"><strong>Slow</strong> <cite title="1">[1]</cite>\n</span><ul>\n' +
      '<li><span data-cites="2">quoted <cite title="2">[2]</cite></span></li>\n</ul>\n</li>\n</ul>',
  );
});

test('text without citations and figures is left as it is', () => {
  expect(drawn('One. Two.\n\n- three')).toBe('<p>One. Two.</p>\n<ul>\n<li>three</li>\n</ul>');
});
