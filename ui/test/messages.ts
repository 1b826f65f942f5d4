/** Reads the files of words as a translator's tools do: what is in them, which parameters it has, and what is wrong. */
import { parse, Visitor, type Message, type SelectExpression, type VariableReference } from '@fluent/syntax';

/** Every file of words, by `<language>/<area>`. */
export const FILES: Record<string, string> = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../../assets/words/*/*.ftl', { query: '?raw', import: 'default', eager: true }),
  ).map(([path, text]) => [path.replace(/^.*\/words\//, '').replace(/\.ftl$/, ''), text]),
);

/** The parameters of a message, by name, each with its TypeScript type. */
export type Shape = Record<string, string>;

const PLURALS = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** Finds the parameters of one message. */
class Shapes extends Visitor {
  shape: Shape = {};

  override visitSelectExpression(select: SelectExpression) {
    if (select.selector.type === 'VariableReference') {
      const keys = select.variants.map(({ key }) => (key.type === 'Identifier' ? key.name : key.value));
      const counts = keys.every((key) => PLURALS.includes(key) || /^\d+$/.test(key));
      this.shape[select.selector.id.name] = counts ? 'number' : keys.map((key) => `'${key}'`).sort().join(' | ');
    }
    for (const variant of select.variants) this.visit(variant);
    if (select.selector.type !== 'VariableReference') this.visit(select.selector);
  }

  override visitVariableReference(variable: VariableReference) {
    this.shape[variable.id.name] ??= 'string | number';
  }
}

function shapeOf(message: Message): Shape {
  const shapes = new Shapes();
  shapes.visit(message);
  return shapes.shape;
}

/** The messages of a file, and what is wrong with it. `area` is what its ids begin with. */
export function readFile(area: string, text: string): { messages: Map<string, Shape>; wrong: string[] } {
  const messages = new Map<string, Shape>();
  const wrong: string[] = [];
  for (const entry of parse(text, {}).body) {
    if (entry.type === 'Junk') wrong.push(`cannot be read: ${entry.content.split('\n')[0]}`);
    if (entry.type !== 'Message') continue;
    const id = entry.id.name;
    if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id)) wrong.push(`${id} is not in kebab-case`);
    // One area may be a part of another's name, never of an id: the pair of an error begins with "error-".
    if (!id.startsWith(`${area}-`) && !id.startsWith(`${area.replace(/s$/, '')}-`)) wrong.push(`${id} is not of ${area}`);
    if (!entry.value || entry.attributes.length > 0) wrong.push(`${id} must have a value, and no attributes`);
    if (messages.has(id)) wrong.push(`${id} is there twice`);
    messages.set(id, shapeOf(entry));
  }
  return { messages, wrong };
}

/** Every message of one language. */
export function messagesOf(language: string): Map<string, Shape> {
  const mine = Object.entries(FILES).filter(([name]) => name.startsWith(`${language}/`));
  return new Map(mine.flatMap(([name, text]) => [...readFile(name.split('/')[1] ?? '', text).messages]));
}

/** What keeps `theirs` from saying the same as `ours`: missing, unknown and wrongly parametered messages. */
export function differences(ours: Map<string, Shape>, theirs: Map<string, Shape>): string[] {
  const names = (shape: Shape | undefined) => Object.keys(shape ?? {}).sort().join(', ');
  return [
    ...[...ours.keys()].filter((id) => !theirs.has(id)).map((id) => `${id} is missing`),
    ...[...theirs.keys()].filter((id) => !ours.has(id)).map((id) => `${id} is unknown`),
    ...[...theirs].filter(([id, shape]) => ours.has(id) && names(shape) !== names(ours.get(id))).map(([id]) => `${id} has other parameters`),
  ];
}

/** The TypeScript of `src/words/ids.ts`. */
export function typesOf(messages: Map<string, Shape>): string {
  const line = ([id, shape]: [string, Shape]) => {
    const fields = Object.entries(shape).sort().map(([name, type]) => `${name}: ${type}`);
    return `  '${id}': ${fields.length === 0 ? 'null' : `{ ${fields.join('; ')} }`};`;
  };
  return `// Made from assets/words/en by src/words/messages.test.ts. Do not edit.

/** Every message for people, with its parameters. */
export interface Messages {
${[...messages].sort(([one], [other]) => (one < other ? -1 : 1)).map(line).join('\n')}
}
`;
}
