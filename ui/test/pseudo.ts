/** A language that nobody speaks: longer than English, accented all over, written from right to left. */
import { parse, serialize, Transformer, type TextElement } from '@fluent/syntax';

import { FILES } from './messages';

/** Right to left, and with plurals of its own: what takes dates or order from English shows it. */
export const LANGUAGE = 'he';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const STRANGE = [...'áƀçđéƒǧħíĵķłɱñóƥɋřšŧúṽŵẋýžÁɃÇĐÉƑǦĦÍĴĶŁṀÑÓƤɊŘŠŦÚṼŴẊÝŽ'];

/** Accents every letter, and doubles the vowels: about a third longer. */
export function strange(text: string): string {
  return [...text]
    .map((letter) => {
      const accented = STRANGE[PLAIN.indexOf(letter)] ?? letter;
      return /[aeiou]/i.test(letter) ? accented + accented.toLowerCase() : accented;
    })
    .join('');
}

class Strange extends Transformer {
  override visitTextElement(element: TextElement): TextElement {
    element.value = strange(element.value);
    return element;
  }
}

/** The words of English in that language. */
export function pseudoTexts(): string[] {
  return Object.entries(FILES)
    .filter(([name]) => name.startsWith('en/'))
    .map(([, text]) => {
      const resource = parse(text, {});
      new Strange().visit(resource);
      return serialize(resource, {});
    });
}
