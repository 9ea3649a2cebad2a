// What a language's list of words is. Types only.

/** Lists of `word=english` or `word`, parted by commas; words are small letters without accents. */
export interface Glossary {
  readonly nouns: string;
  readonly adjectives: string;
  readonly small: string;
}
