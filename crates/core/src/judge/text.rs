//! The text of a page as a person sees it: block elements and `<br>` break lines, scripts and styles are not text.

use ego_tree::NodeRef;
use scraper::node::Node;
use scraper::{ElementRef, Selector};

/// All white space folded to single spaces, ends trimmed.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The element's visible lines, each folded, none empty.
pub(super) fn lines(element: ElementRef<'_>) -> Vec<String> {
    let mut text = String::new();
    // A walk with its own stack: depth is bounded before parsing, and this keeps it off the thread's stack.
    let mut stack = vec![Step::Enter(*element)];
    while let Some(step) = stack.pop() {
        match step {
            Step::Break => text.push('\n'),
            Step::Enter(node) => enter(node, &mut text, &mut stack),
        }
    }
    text.lines().map(fold).filter(|line| !line.is_empty()).collect()
}

/// The element's visible text on one line, white space folded.
pub(super) fn line(element: ElementRef<'_>) -> String {
    lines(element).join(" ")
}

/// The page's title, folded and in lower case.
pub(super) fn title(page: &scraper::Html) -> String {
    let title = Selector::parse("title").ok();
    title
        .and_then(|title| page.select(&title).next().map(|title| fold(&title.text().collect::<String>())))
        .unwrap_or_default()
        .to_lowercase()
}

enum Step<'a> {
    Enter(NodeRef<'a, Node>),
    Break,
}

fn enter<'a>(node: NodeRef<'a, Node>, text: &mut String, stack: &mut Vec<Step<'a>>) {
    match node.value() {
        // Line breaks inside text are white space to a browser.
        Node::Text(words) => text.push_str(&words.replace(['\n', '\r'], " ")),
        Node::Element(element) => {
            let name = element.name();
            if matches!(name, "script" | "style" | "noscript" | "template" | "head") {
                return;
            }
            let breaks = breaks_line(name);
            if breaks {
                text.push('\n');
                stack.push(Step::Break);
            }
            stack.extend(node.children().rev().map(Step::Enter));
        }
        Node::Document | Node::Fragment => stack.extend(node.children().rev().map(Step::Enter)),
        _ => {}
    }
}

fn breaks_line(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "button"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "td"
            | "th"
            | "tr"
            | "ul"
    )
}
