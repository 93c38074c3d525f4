import { sql } from 'kysely';
import type { Em } from '#server/db/openDatabase.ts';

const texts = [
  'The mobile app takes forever to load on my phone.',
  'It crashes every time I open a board on an older device.',
  'We miss an integration with our calendar and with Slack.',
  'The API documentation is unclear and the examples are outdated.',
  'Love the boards, the web app is fast and support answered within an hour.',
];

/** A company with `count` short reviews, ids `r1`…, ratings 1 to 5 in turn. */
export async function insertReviews(em: Em, companyId: string, count: number): Promise<void> {
  const db = em.getKysely();
  await sql`insert into companies (id, name) values (${companyId}, ${`Company ${companyId}`}) on conflict do nothing`.execute(
    db,
  );
  if (count === 0) return;
  const rows = Array.from({ length: count }, (_, index) => {
    const text = `${texts[index % texts.length]} (${companyId} ${index + 1})`;
    const rating = (index % 5) + 1;
    const day = new Date(Date.UTC(2026, index % 12, (index % 28) + 1)).toISOString();
    return sql`(${companyId}, ${`r${index + 1}`}, ${text}, ${rating}::double precision, ${index % 2 ? 'Mobile app' : 'Web app'}, ${day}::timestamptz)`;
  });
  await sql`insert into reviews (company_id, id, text, rating, product, reviewed_at) values ${sql.join(rows)}`.execute(
    db,
  );
}
