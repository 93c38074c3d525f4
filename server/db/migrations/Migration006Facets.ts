import { Migration } from '@mikro-orm/migrations';

/** Choices of a source are counted from the index too. */
export class Migration006Facets extends Migration {
  override name = 'Migration006Facets';

  override up(): void {
    this.addSql('drop index reviews_facets');
    this.addSql(
      'create index reviews_facets on reviews (company_id, rating) include (product, language, source, reviewed_at)',
    );
  }
}
