//! One source file: which module it is, which paths it names, and which names it gives on.

use super::tokens::{Token, read_tokens};

/// A path from the crate's root, such as `["judge", "page"]` for `crate::judge::page`.
pub(super) type ModulePath = Vec<String>;

/// A `use` that gives a name on to others.
#[derive(Debug)]
pub(super) struct GivenOn {
    /// The name by which others find it; `*` for everything inside `target`.
    pub(super) name: String,
    pub(super) target: ModulePath,
}

/// A file with what matters to imports.
#[derive(Debug)]
pub(super) struct SourceFile {
    /// As it is shown.
    pub(super) name: String,
    pub(super) module: ModulePath,
    /// Modules below this one that hold tests only.
    pub(super) tests: Vec<ModulePath>,
    pub(super) named: Vec<ModulePath>,
    pub(super) given_on: Vec<GivenOn>,
}

impl SourceFile {
    /// Reads a file; `inside` is its path from the crate's `src` folder, which says what module it is.
    pub(super) fn parse(name: String, inside: &str, text: &str) -> Self {
        let (tokens, test_modules) = read_tokens(text);
        let module = module_of(inside);
        let below = |child: &str| module.iter().cloned().chain([child.to_owned()]).collect::<ModulePath>();
        let tests = test_modules.iter().map(|child| below(child)).collect();
        let children: Vec<&str> = tokens
            .windows(3)
            .filter_map(|three| match three {
                [Token::Word(keyword), Token::Word(child), Token::Mark(';')] if keyword == "mod" => {
                    Some(&**child)
                }
                _ => None,
            })
            .collect();
        let mut file = Self { name, module: module.clone(), tests, named: Vec::new(), given_on: Vec::new() };
        let mut at = 0;
        while at < tokens.len() {
            let is_use = tokens[at] == Token::Word("use".to_owned());
            let starts = at == 0 || tokens[at - 1] != Token::Into;
            if is_use {
                let end = (at..tokens.len()).find(|&i| tokens[i] == Token::Mark(';')).unwrap_or(tokens.len());
                let visible = at > 0 && is_visible(&tokens[at - 1]);
                let mut leaves = Vec::new();
                read_tree(&tokens[at + 1..end], &mut 0, &[], &mut leaves);
                for (words, shown) in leaves {
                    let Some(path) = file.rooted(&words, &children) else { continue };
                    if visible {
                        file.given_on.push(GivenOn { name: shown, target: path });
                    } else if !children.contains(&words[0].as_str()) {
                        file.named.push(path);
                    }
                }
                at = end;
            } else if starts && matches!(&tokens[at], Token::Word(_)) {
                let words = words_of_path(&tokens[at..]);
                if words.len() > 1 && !children.contains(&words[0].as_str()) {
                    file.named.extend(file.rooted(&words, &children));
                }
                at += 2 * words.len() - 1;
            } else {
                at += 1;
            }
        }
        file
    }

    /// A path as written here, from the crate's root; `None` for what lies outside the crate.
    fn rooted(&self, words: &[String], children: &[&str]) -> Option<ModulePath> {
        let mut from = self.module.clone();
        let mut rest = words;
        match rest.first()?.as_str() {
            "crate" => (from, rest) = (Vec::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|word| word == "super") {
                    from.pop();
                    rest = &rest[1..];
                }
            }
            first if children.contains(&first) => {}
            _ => return None,
        }
        from.extend(rest.iter().cloned());
        Some(from)
    }
}

fn module_of(inside: &str) -> ModulePath {
    let stem = inside.strip_suffix(".rs").unwrap_or(inside);
    let mut parts: ModulePath = stem.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| matches!(last.as_str(), "lib" | "main" | "mod")) {
        parts.pop();
    }
    parts
}

/// Whether the token before a `use` makes it visible: `pub`, or the end of `pub(crate)`.
fn is_visible(before: &Token) -> bool {
    matches!(before, Token::Mark(')')) || *before == Token::Word("pub".to_owned())
}

/// `a::b::c` at the start of `tokens`, as its words.
fn words_of_path(tokens: &[Token]) -> Vec<String> {
    let mut words = Vec::new();
    for pair in tokens.chunks(2) {
        let Token::Word(word) = &pair[0] else { break };
        words.push(word.clone());
        if pair.get(1) != Some(&Token::Into) {
            break;
        }
    }
    words
}

/// The paths of one level of a `use`, each with the name that it is known by.
fn read_tree(tokens: &[Token], at: &mut usize, above: &[String], leaves: &mut Vec<(Vec<String>, String)>) {
    let mut path = above.to_vec();
    let mut renamed = None;
    let mut ended = false;
    while let Some(token) = tokens.get(*at) {
        *at += 1;
        match token {
            Token::Word(word) if word == "as" => {
                if let Some(Token::Word(name)) = tokens.get(*at) {
                    renamed = Some(name.clone());
                }
                *at += 1;
            }
            Token::Word(word) if word == "self" && path.len() > above.len().min(1) => {}
            Token::Word(word) => path.push(word.clone()),
            Token::Mark('{') => {
                read_tree(tokens, at, &path, leaves);
                ended = true;
            }
            Token::Mark('*') => {
                leaves.push((path.clone(), "*".to_owned()));
                ended = true;
            }
            Token::Mark(mark @ (',' | '}')) => {
                if !ended && path.len() > above.len() {
                    keep(&path, renamed.take(), leaves);
                }
                if *mark == '}' {
                    return;
                }
                path = above.to_vec();
                ended = false;
            }
            _ => {}
        }
    }
    if !ended && path.len() > above.len() {
        keep(&path, renamed, leaves);
    }
}

fn keep(path: &[String], renamed: Option<String>, leaves: &mut Vec<(Vec<String>, String)>) {
    let own = path.last().cloned().unwrap_or_default();
    leaves.push((path.to_vec(), renamed.unwrap_or(own)));
}
