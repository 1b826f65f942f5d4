/** A word of the contract, such as `not_me`, as it stands in the id of a message: `not-me`. */
export type Kebab<Word extends string> = Word extends `${infer First}_${infer Rest}` ? `${First}-${Kebab<Rest>}` : Word;

/** As the type. */
export function kebab<Word extends string>(word: Word): Kebab<Word> {
  return word.replaceAll('_', '-') as Kebab<Word>;
}
