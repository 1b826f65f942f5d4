//! The lines of a page with the part of it where each stands.

use ego_tree::NodeRef;
use scraper::Html;
use scraper::node::{Element, Node};

/// The most lines that are looked at; a page of more is taken for one that shows people.
const MOST_ROWS: usize = 50_000;

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Among the contents.
    Body,
    /// Where a page repeats the question: its first heading, a form, a way through the site.
    Echo,
    /// At the foot, where the site's own address stands.
    Foot,
}

/// One line of text, white space folded.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) place: Place,
}

/// Every line that a browser could show, hidden ones too; `None` where there are too many.
pub(super) fn read(page: &Html) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    let mut line = String::new();
    let mut stack = vec![Step::Enter(page.tree.root(), Place::Body)];
    while let Some(step) = stack.pop() {
        match step {
            Step::EndLine(place) => {
                end(&mut rows, &mut line, place);
                if rows.len() > MOST_ROWS {
                    return None;
                }
            }
            Step::Enter(node, place) => match node.value() {
                Node::Text(text) => line.push_str(text),
                Node::Element(element) if is_never_text(element) => {}
                Node::Element(element) => {
                    let inner = place_of(element, place);
                    let is_inline = is_within_a_line(element.name());
                    if is_inline {
                        // Values of one line may touch in the source.
                        line.push(' ');
                    } else {
                        end(&mut rows, &mut line, place);
                        stack.push(Step::EndLine(inner));
                    }
                    push_children(&mut stack, node, inner);
                }
                _ => push_children(&mut stack, node, place),
            },
        }
    }
    end(&mut rows, &mut line, Place::Body);
    Some(rows)
}

enum Step<'a> {
    Enter(NodeRef<'a, Node>, Place),
    EndLine(Place),
}

fn push_children<'a>(stack: &mut Vec<Step<'a>>, node: NodeRef<'a, Node>, place: Place) {
    stack.extend(node.children().rev().map(|child| Step::Enter(child, place)));
}

fn end(rows: &mut Vec<Row>, line: &mut String, place: Place) {
    let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.clear();
    if !text.is_empty() {
        rows.push(Row { text, place });
    }
}

fn is_never_text(element: &Element) -> bool {
    matches!(
        element.name(),
        "head" | "script" | "style" | "template" | "noscript" | "svg" | "select" | "textarea"
    )
}

fn is_within_a_line(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "em"
            | "font"
            | "i"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
            | "ins"
            | "del"
    )
}

/// Where the contents of an element stand. What is once an echo or the foot stays it.
fn place_of(element: &Element, around: Place) -> Place {
    if around != Place::Body {
        return around;
    }
    match element.name() {
        "h1" | "form" | "nav" | "header" | "button" | "title" => Place::Echo,
        "footer" => Place::Foot,
        _ => {
            let roles = element.attr("role").unwrap_or_default();
            let names = [element.attr("class"), element.attr("id"), element.attr("aria-label")];
            let is_trail =
                names.into_iter().flatten().any(|names| names.to_ascii_lowercase().contains("breadcrumb"));
            match roles {
                "navigation" | "search" | "banner" => Place::Echo,
                "contentinfo" => Place::Foot,
                _ if is_trail => Place::Echo,
                _ => Place::Body,
            }
        }
    }
}
