//! Rust text as the few tokens that imports are made of: words, `::`, and single marks.

/// One token; comments, texts and numbers' values are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    /// `::`
    Into,
    Mark(char),
}

/// The tokens of a Rust file without its test modules; and the names of the modules that are files of tests.
pub(super) fn read_tokens(text: &str) -> (Vec<Token>, Vec<String>) {
    without_tests(&tokenize(text))
}

fn tokenize(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&here) = chars.get(at) {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        at = match here {
            '/' if next == '/' => end_of_line(&chars, at),
            '/' if next == '*' => end_of_comment(&chars, at),
            '"' => end_of_text(&chars, at + 1),
            '\'' => end_of_quote(&chars, at),
            ':' if next == ':' => {
                tokens.push(Token::Into);
                at + 2
            }
            _ if here.is_alphanumeric() || here == '_' => {
                let end = (at..chars.len()).find(|&i| !is_word(chars[i])).unwrap_or(chars.len());
                let word: String = chars[at..end].iter().collect();
                if let Some(after) = raw_text_end(&chars, &word, end) {
                    after
                } else {
                    tokens.push(Token::Word(word));
                    end
                }
            }
            _ => {
                if !here.is_whitespace() {
                    tokens.push(Token::Mark(here));
                }
                at + 1
            }
        };
    }
    tokens
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn end_of_line(chars: &[char], at: usize) -> usize {
    (at..chars.len()).find(|&i| chars[i] == '\n').unwrap_or(chars.len())
}

/// Comments in Rust nest.
fn end_of_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

/// The place after a text's closing quote; `at` is the first letter inside.
fn end_of_text(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The place after a letter such as `'a'` or `'\''`; of a lifetime only the mark is passed over.
fn end_of_quote(chars: &[char], at: usize) -> usize {
    if chars.get(at + 1) == Some(&'\\') {
        return (at + 3..chars.len()).find(|&i| chars[i] == '\'').map_or(chars.len(), |end| end + 1);
    }
    if chars.get(at + 2) == Some(&'\'') { at + 3 } else { at + 1 }
}

/// The place after a raw text such as `r#"..."#` whose leading word ends at `end`; `None` where there is none.
fn raw_text_end(chars: &[char], word: &str, end: usize) -> Option<usize> {
    if !matches!(word, "r" | "br" | "cr") {
        return None;
    }
    let hashes = chars[end..].iter().take_while(|&&letter| letter == '#').count();
    if chars.get(end + hashes) != Some(&'"') {
        return None;
    }
    let closes =
        |i: usize| chars[i] == '"' && chars[i + 1..].iter().take_while(|&&c| c == '#').count() >= hashes;
    let close = (end + hashes + 1..chars.len()).find(|&i| closes(i));
    Some(close.map_or(chars.len(), |close| close + 1 + hashes))
}

/// Leaves out every `#[cfg(test)] mod name { ... }`, and gives the names of every `#[cfg(test)] mod name;`.
fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<String>) {
    let mark = |c| Token::Mark(c);
    let word = |w: &str| Token::Word(w.to_owned());
    let gate =
        [mark('#'), mark('['), word("cfg"), mark('('), word("test"), mark(')'), mark(']'), word("mod")];
    let (mut kept, mut files, mut at) = (Vec::new(), Vec::new(), 0);
    while at < tokens.len() {
        let rest = &tokens[at..];
        if !rest.starts_with(&gate) {
            kept.push(rest[0].clone());
            at += 1;
            continue;
        }
        let body = &rest[gate.len()..];
        if let [Token::Word(name), Token::Mark(';'), ..] = body {
            files.push(name.clone());
        }
        at += gate.len() + length_of_item(body);
    }
    (kept, files)
}

/// How many tokens an item takes: to its `;`, or to the end of its braces.
fn length_of_item(tokens: &[Token]) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark('{') => depth += 1,
            Token::Mark('}') => depth = depth.saturating_sub(1),
            Token::Mark(';') => {}
            _ => continue,
        }
        if depth == 0 {
            return index + 1;
        }
    }
    tokens.len()
}
