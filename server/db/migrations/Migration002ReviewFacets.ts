import { Migration } from '@mikro-orm/migrations';

/** Counts and lists of a big company are answered from indexes. */
export class Migration002ReviewFacets extends Migration {
  override name = 'Migration002ReviewFacets';

  override up(): void {
    this.addSql('drop index reviews_rating');
    this.addSql('drop index reviews_product');
    this.addSql('drop index reviews_reviewed_at');
    // holds all that a count without words looks at, so that it need not visit the table
    this.addSql(
      'create index reviews_facets on reviews (company_id, rating) include (product, language, reviewed_at)',
    );
    this.addSql(
      `create index reviews_newest on reviews (company_id, coalesce(reviewed_at, '-infinity'::timestamptz) desc, id)`,
    );
  }
}
