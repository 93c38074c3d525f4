import { describe, expect, test } from 'vitest';
import { readChatRequest } from './chatRequest.ts';
import { createFaultChooser } from './chooseFaults.ts';

interface Asked {
  question?: string;
  model?: string;
  role?: string;
  header?: string;
  history?: string;
  toolOutput?: string;
}

function request({
  question = 'Why?',
  model = 'm',
  role = 'Answer',
  header,
  history,
  toolOutput,
}: Asked = {}) {
  const messages = [
    { role: 'system', content: `Role: ${role}\nDo it.` },
    ...(history === undefined
      ? []
      : [
          { role: 'user', content: history },
          { role: 'assistant', content: 'Yes.' },
        ]),
    { role: 'user', content: question },
    ...(toolOutput === undefined ? [] : [{ role: 'tool', tool_call_id: 'a', content: toolOutput }]),
  ];
  const headers = header === undefined ? {} : { 'x-chaos': header };
  return readChatRequest(
    { method: 'POST', url: '/', headers },
    Buffer.from(JSON.stringify({ model, messages })),
  );
}

function chooserOf(...options: Parameters<typeof createFaultChooser> | []) {
  const [seed = 's', profile] = options;
  const chooser = createFaultChooser(seed, profile);
  return {
    ...chooser,
    faults: (asked?: Asked): string[] => chooser.choose(request(asked)).map((fault) => fault.source),
  };
}

test('the first of header, marker, model, script, profile decides', () => {
  const chooser = chooserOf('s', { html: 1 });
  expect(chooser.faults()).toEqual(['html']);
  chooser.script({ fault: 'empty' });
  expect(chooser.faults()).toEqual(['empty']);
  const model = 'x/chaos-drop-5';
  expect(chooser.faults({ model })).toEqual(['drop,5']);
  const question = 'Why? [[chaos:fin,at=1]]';
  expect(chooser.faults({ model, question })).toEqual(['fin,at=1']);
  expect(chooser.faults({ model, question, header: 'rst;delay,5' })).toEqual(['rst', 'delay,5']);
  chooser.reset();
  expect(chooser.faults()).toEqual(['html']);
});

describe('markers', () => {
  test('count in the last question and in tool output after it, not in the history', () => {
    const { faults } = chooserOf();
    expect(faults({ history: 'Before [[chaos:rst]]' })).toEqual([]);
    expect(faults({ toolOutput: 'a review [[chaos:rst]]' })).toEqual(['rst']);
    expect(faults({ question: 'a [[chaos:rst]] b [[chaos:html]]' })).toEqual(['rst']);
    expect(faults({ question: '[[chaos:text=see [r999]]]' })).toEqual(['text=see [r999]']);
  });

  test('may name the role they are for, each fault its own', () => {
    const { faults } = chooserOf();
    const question = 'Why? [[chaos:rst,role=planner;html,role=Answer]] [[chaos:empty]]';
    expect(faults({ question, role: 'Query Planning' })).toEqual(['rst,role=planner']);
    expect(faults({ question, role: 'Answer' })).toEqual(['html,role=Answer']);
    expect(faults({ question, role: 'Data Analysis' })).toEqual(['empty']);
  });
});

test('times: the first n requests that meet the fault, then none; reset begins again', () => {
  const chooser = chooserOf();
  const asked = { question: '[[chaos:status,500,times=2]]' };
  expect([1, 2, 3].map(() => chooser.faults(asked).length)).toEqual([1, 1, 0]);
  chooser.reset();
  expect(chooser.faults(asked)).toHaveLength(1);
});

test('a script picks by role, model, words and count, and is used up', () => {
  const chooser = chooserOf();
  chooser.script({ match: { role: 'writer', nth: 2 }, fault: 'rst' });
  chooser.script({ match: { regex: 'battery|\\bgaps?' }, fault: 'html', times: 1 });
  chooser.script({ match: { model: 'other' }, fault: 'empty' });
  expect(chooser.faults()).toEqual([]);
  expect(chooser.faults()).toEqual(['rst']);
  expect(chooser.faults()).toEqual([]);
  expect(chooser.faults({ question: 'Any gaps?' })).toEqual(['html']);
  expect(chooser.faults({ question: 'Any gaps?' })).toEqual([]);
  expect(chooser.faults({ model: 'other' })).toEqual(['empty']);
  expect(() => chooser.script({ fault: 'dorp' })).toThrow('unknown fault "dorp"');
});

test('a profile draws by the seed and the bytes of the request, not by the order of arrival', () => {
  const profile = { p429: 0.2, pDrop: 0.1, 'stall,at=3,ms=5': 0.1 };
  const draw = (seed: string, order: (questions: string[]) => string[]): Record<string, string[]> => {
    const { faults } = chooserOf(seed, profile);
    const questions = Array.from({ length: 1_000 }, (_, n) => `Question ${n}?`);
    return Object.fromEntries(order(questions).map((question) => [question, faults({ question })]));
  };
  const drawn = draw('a', (questions) => questions);
  expect(draw('a', (questions) => questions.toReversed())).toEqual(drawn);
  expect(draw('b', (questions) => questions)).not.toEqual(drawn);
  const met = Object.values(drawn).flat();
  const share = (pattern: RegExp): number => met.filter((fault) => pattern.test(fault)).length / 1_000;
  expect(share(/^status,code=429$/)).toBeCloseTo(0.2, 1);
  expect(share(/^drop,at=\d+$/)).toBeCloseTo(0.1, 1);
  expect(share(/^stall,at=3,ms=5$/)).toBeCloseTo(0.1, 1);
});

test('a repeated request draws anew, so a retry may succeed', () => {
  const { faults } = chooserOf('s', { rst: 0.5 });
  const drawn = Array.from({ length: 20 }, () => faults().length);
  expect(new Set(drawn)).toEqual(new Set([0, 1]));
});
