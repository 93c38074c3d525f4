/** What is asked of a company; a conversation's questions belong to one session. */
export interface AskedOf {
  conversation: readonly string[];
  alone: readonly string[];
}

const ofAny = [
  'What is the average rating per product?',
  'How many 1-star reviews are there, and what share is that?',
  'Which product is rated best and which worst?',
  'What is the trend by month?',
];
const topGaps = 'What are the top 5 product gaps from negative reviews?';

/** Twelve questions for each set of reviews. */
export const questions = {
  sample: {
    conversation: [topGaps, 'And only the mobile app?', 'Since June?'],
    alone: [
      ...ofAny,
      'How many reviews mention sync?',
      'Compare the web app with the mobile app.',
      'Show me three quotes about crashes.',
      'Hello!',
      'What will the weather be in Paris tomorrow?',
    ],
  },
  food: {
    conversation: [topGaps, 'And only those since 2012?', 'Show me quotes'],
    alone: [
      ...ofAny,
      'How many reviews mention coffee?',
      'Compare coffee with tea.',
      'Show me three quotes about taste.',
      'thanks, great',
      'Write me a poem about the sea.',
    ],
  },
  games: {
    conversation: [topGaps, 'And only the last year?', 'Show me quotes'],
    alone: [
      ...ofAny,
      'How many reviews mention ads?',
      'Compare positive and negative reviews.',
      'Show me three quotes about pay to win.',
      'Hi there',
      'Who won the world cup in 2018?',
    ],
  },
} as const satisfies Record<string, AskedOf>;
