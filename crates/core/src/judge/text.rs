//! The text of a page as a person sees it, like a browser's `innerText`: block elements and `<br>` break lines; scripts,
//! styles, templates and hidden elements are not text.

use super::sheet::Sheet;
use ego_tree::NodeRef;
use scraper::node::{Element, Node};
use scraper::{ElementRef, Html};

/// All white space folded to single spaces, ends trimmed, characters without any shape dropped.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for word in text.split_ascii_whitespace() {
            folded.push_str(word);
            folded.push(' ');
        }
        folded.pop();
        return folded;
    }
    let mut letters = text.chars().peekable();
    let mut last = None;
    while let Some(letter) = letters.next() {
        if letter.is_whitespace() {
            if last.is_some_and(|last| last != ' ') {
                folded.push(' ');
                last = Some(' ');
            }
        } else if !is_shapeless(letter, last, letters.peek().copied()) {
            folded.push(letter);
            last = Some(letter);
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Soft hyphens, zero-width and direction marks. Joiners stay between letters of scripts that need them.
fn is_shapeless(letter: char, before: Option<char>, after: Option<char>) -> bool {
    match letter {
        '\u{200c}' | '\u{200d}' => before.is_none_or(|c| c.is_ascii()) || after.is_none_or(|c| c.is_ascii()),
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{feff}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' => true,
        _ => false,
    }
}

/// A visible line in its pieces: an inline element begins and ends one. The pieces are not folded.
pub(super) struct Row {
    pub(super) pieces: Vec<String>,
    pub(super) end: End,
}

/// What ends a line; the stronger comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    /// A `<br>`.
    Line,
    /// An item of a list.
    Item,
    /// A block.
    Block,
}

impl Row {
    /// The whole line, folded.
    pub(super) fn text(&self) -> String {
        fold(&self.pieces.concat())
    }
}

/// The element's visible lines in their pieces, none empty. The element itself counts as visible.
pub(super) fn rows(element: ElementRef<'_>) -> Vec<Row> {
    let mut rows = Rows::default();
    walk(*element, is_hidden, &mut rows);
    rows.done
}

/// The element's visible lines, each folded, none empty.
pub(super) fn lines(element: ElementRef<'_>) -> Vec<String> {
    rows(element).iter().map(Row::text).filter(|line| !line.is_empty()).collect()
}

/// The visible text of a whole page, folded. What a class hides by convention, what the page's own style sheet hides and
/// what a script shows only sometimes does not count either: a template of "no results" that waits on every page proves
/// nothing.
pub(super) fn visible(page: &Html) -> String {
    let mut rows = Rows::default();
    let sheet = Sheet::read(page);
    let hides = |element: &Element| {
        is_hidden(element)
            || is_folded_away(element)
            || (element.attrs().next().is_some()
                && (is_hidden_by_class(element) || sheet.hides(element) || is_conditional(element)))
    };
    walk(page.tree.root(), hides, &mut rows);
    fold(&rows.done.iter().map(Row::text).collect::<Vec<_>>().join(" "))
}

/// What a page tells a browser without scripts, its markup left in.
pub(super) fn without_scripts(page: &Html) -> String {
    let nodes = page.tree.root().descendants();
    let noscripts =
        nodes.filter(|node| node.value().as_element().is_some_and(|element| element.name() == "noscript"));
    let texts = noscripts
        .flat_map(|node| node.descendants())
        .filter_map(|node| node.value().as_text().map(|text| &**text));
    texts.collect::<Vec<_>>().join(" ")
}

/// The page's title, folded and in lower case; titles of drawings on the page are none.
pub(super) fn title(page: &Html) -> String {
    let is_title = |node: &NodeRef<'_, Node>| {
        let element = node.value().as_element();
        element.is_some_and(|element| element.name() == "title" && element.name.ns == html5ever::ns!(html))
    };
    let title = page.tree.root().descendants().find(is_title);
    let texts = title.into_iter().flat_map(|title| title.children());
    let text: String = texts.filter_map(|node| node.value().as_text().map(|text| &**text)).collect();
    fold(&text).to_lowercase()
}

/// Whether an element or one around it is a template, a script or hidden, up to and without `until`.
pub(super) fn is_within_hidden(element: ElementRef<'_>, until: Option<ElementRef<'_>>) -> bool {
    let until = until.map(|until| until.id());
    let around = element.ancestors().take_while(|node| Some(node.id()) != until);
    around.filter_map(|node| node.value().as_element()).any(is_hidden) || is_hidden(element.value())
}

/// Whether an element stands in a template or was moved out of the tree, where a browser never shows it.
pub(super) fn is_never_shown(element: ElementRef<'_>) -> bool {
    let mut root = None;
    for node in element.ancestors() {
        match node.value() {
            Node::Fragment => return true,
            other => root = Some(other),
        }
    }
    !root.is_some_and(Node::is_document)
}

/// Whether a browser hides the element whatever its style sheets say.
fn is_hidden(element: &Element) -> bool {
    match element.name() {
        "head" | "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "object" | "datalist"
        | "canvas" | "audio" | "video" => return true,
        "dialog" if element.attr("open").is_none() => return true,
        _ => {}
    }
    if element.attrs().next().is_none() {
        return false;
    }
    if element.attr("hidden").is_some_and(|how| !how.eq_ignore_ascii_case("until-found")) {
        return true;
    }
    element.attr("style").is_some_and(|style| {
        let style: String =
            style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Class names by which the common style sheets (Bootstrap, Tailwind, Bulma, Foundation, `UIkit`, Angular) hide an element,
/// and the cloaks of Alpine and Vue.
const HIDING_CLASSES: [&str; 9] =
    ["hidden", "d-none", "hide", "is-hidden", "invisible", "uk-hidden", "ng-hide", "template", "tpl"];

fn is_hidden_by_class(element: &Element) -> bool {
    // Such as Tailwind's `md:block` and Bootstrap's `d-md-block`: hidden on a telephone only.
    let is_shown_wide = |class: &str| {
        class.contains(":block")
            || class.contains(":flex")
            || (class.starts_with("d-") && class.matches('-').count() == 2)
    };
    (element.classes().any(|class| HIDING_CLASSES.contains(&class)) && !element.classes().any(is_shown_wide))
        || element.attr("x-cloak").is_some()
        || element.attr("v-cloak").is_some()
}

/// What waits to be opened or chosen: nobody has been told it yet.
fn is_folded_away(element: &Element) -> bool {
    match element.name() {
        "details" => element.attr("open").is_none(),
        "select" | "textarea" => true,
        _ => false,
    }
}

/// Attributes by which scripts (Vue, Alpine, Angular) show an element only where a condition holds. Nobody knows here
/// whether it does.
const CONDITIONS: [&str; 12] = [
    "v-if",
    "v-else",
    "v-else-if",
    "v-show",
    "x-if",
    "x-show",
    "ng-if",
    "ng-show",
    "ng-hide",
    "data-ng-if",
    "data-ng-show",
    "*ngif",
];

/// Knockout writes its conditions into one attribute.
fn is_conditional(element: &Element) -> bool {
    element.attrs().any(|(name, value)| {
        CONDITIONS.contains(&name)
            || (name == "data-bind"
                && value.split(',').any(|part| {
                    let binding = part.split(':').next().unwrap_or_default().trim();
                    matches!(binding, "if" | "ifnot" | "visible" | "hidden")
                }))
    })
}

/// Lines as they are put together.
#[derive(Default)]
struct Rows {
    done: Vec<Row>,
    pieces: Vec<String>,
    /// Whether the next text begins a new piece.
    apart: bool,
}

impl Rows {
    fn push(&mut self, text: &str, keeps_lines: bool) {
        if !keeps_lines {
            self.push_part(text);
            return;
        }
        let mut parts = text.split('\n');
        self.push_part(parts.next().unwrap_or_default());
        for part in parts {
            self.end(End::Line);
            self.push_part(part);
        }
    }

    fn push_part(&mut self, part: &str) {
        if part.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if !self.apart => last.push_str(part),
            _ => self.pieces.push(part.to_owned()),
        }
        self.apart = false;
    }

    /// Ends the line; without a line, what ended before ends more strongly.
    fn end(&mut self, end: End) {
        let pieces = std::mem::take(&mut self.pieces);
        self.apart = false;
        if pieces.iter().any(|piece| !piece.trim().is_empty()) {
            self.done.push(Row { pieces, end });
        } else if let Some(last) = self.done.last_mut() {
            last.end = last.end.max(end);
        }
    }
}

enum Step<'a> {
    Enter(NodeRef<'a, Node>, bool),
    Leave(Option<End>),
}

/// Walks with its own stack: depth is bounded by the parser, and this keeps it off the thread's stack.
fn walk(from: NodeRef<'_, Node>, hides: impl Fn(&Element) -> bool, rows: &mut Rows) {
    let mut stack: Vec<Step<'_>> = vec![Step::Leave(Some(End::Block))];
    let keeps_lines = from.value().as_element().is_some_and(|element| element.name() == "pre");
    stack.extend(from.children().rev().map(|child| Step::Enter(child, keeps_lines)));
    while let Some(step) = stack.pop() {
        match step {
            Step::Leave(None) => rows.apart = true,
            Step::Leave(Some(end)) => rows.end(end),
            Step::Enter(node, keeps_lines) => match node.value() {
                Node::Text(words) => rows.push(words, keeps_lines),
                Node::Element(element) if !hides(element) => {
                    let end = line_end(element.name());
                    match end {
                        Some(end) => rows.end(end),
                        None => rows.apart = true,
                    }
                    stack.push(Step::Leave(end));
                    let keeps_lines = keeps_lines || element.name() == "pre";
                    stack.extend(node.children().rev().map(|child| Step::Enter(child, keeps_lines)));
                }
                _ => {}
            },
        }
    }
}

/// How an element ends the line before and after it; `None` for elements within a line.
fn line_end(name: &str) -> Option<End> {
    match name {
        "br" => Some(End::Line),
        "li" | "dd" | "option" => Some(End::Item),
        "address" | "article" | "aside" | "blockquote" | "body" | "button" | "caption" | "center"
        | "details" | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer"
        | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "html"
        | "legend" | "main" | "menu" | "nav" | "ol" | "optgroup" | "p" | "pre" | "search" | "section"
        | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" => Some(End::Block),
        _ => None,
    }
}
