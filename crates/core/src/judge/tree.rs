//! Parses a page with its work counted: html5ever is quadratic in nesting (servo/html5ever#788), in unclosed formatting
//! elements and in attributes, so a page that costs too much is given up while it is being read.

use ego_tree::NodeId;
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, QualName};
use scraper::node::Node;
use scraper::{Html, HtmlTreeSink};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// The deepest nesting; browsers stop at 512 as well.
const MOST_DEPTH: u32 = 512;
/// The most elements.
const MOST_ELEMENTS: usize = 300_000;
/// The most attributes of one element; each is compared with those before it.
const MOST_ATTRIBUTES: usize = 200;
/// The most work, counted in looks at an open element. An ordinary page of 1 MiB takes some seven million.
const MOST_WORK: u64 = 50_000_000;
/// The most pairs of elements that one of our selectors may compare: an element with its ancestors, or, where the
/// selector asks for that, with its elder siblings.
const MOST_PAIRS: u64 = 30_000_000;
/// What a piece of text and an error cost beside a look at an open element: a page may be nothing but `<`.
const TEXT: u64 = 20;
const ERROR: u64 = 4;
/// How many bytes the parser gets between two looks at its work.
const CHUNK: usize = 8 * 1024;

/// The page's tree; `None` when reading it would take too long or its tree would.
pub(super) fn parse(body: &str) -> Option<Html> {
    let mut parser = html5ever::parse_document(Counting::new(), html5ever::ParseOpts::default());
    let mut silent = Silent::default();
    let mut rest = body;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK));
        rest = after;
        parser.process(StrTendril::from_slice(chunk));
        let sink = &parser.tokenizer.sink.sink;
        if sink.is_too_much() || silent.is_too_much(chunk, sink.calls.get()) {
            return None;
        }
    }
    let html = parser.finish()?;
    is_shallow(&html).then_some(html)
}

/// Whether selectors that look at siblings can be used: two long rows of them cost the square of their length.
pub(super) fn has_short_rows(html: &Html) -> bool {
    let mut pairs = 0_u64;
    html.tree.nodes().all(|node| {
        let children = node.children().filter(|child| child.value().is_element()).count() as u64;
        pairs += children * children / 2;
        pairs <= MOST_PAIRS
    })
}

/// Stretches in which the parser made nothing: a comment, or one tag with ever more attributes, which cost the square of
/// their number. What separates attributes is counted there.
#[derive(Default)]
struct Silent {
    calls: u64,
    separators: u64,
    squares: u64,
}

/// The most comparisons of attributes, were all silent stretches tags.
const MOST_SQUARES: u64 = 200_000_000;

impl Silent {
    fn is_too_much(&mut self, chunk: &str, calls: u64) -> bool {
        if calls != self.calls {
            self.calls = calls;
            self.separators = 0;
        }
        let separators = chunk.bytes().filter(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'/')).count();
        let before = self.separators;
        self.separators += separators as u64;
        self.squares += (self.separators * self.separators - before * before) / 2;
        self.squares > MOST_SQUARES
    }
}

/// Whether the finished tree is shallow enough for selectors that look at ancestors.
fn is_shallow(html: &Html) -> bool {
    let mut stack = vec![(html.tree.root(), 0_u64)];
    let mut pairs = 0_u64;
    while let Some((node, depth)) = stack.pop() {
        if depth > u64::from(MOST_DEPTH) {
            return false;
        }
        for child in node.children() {
            if matches!(child.value(), Node::Element(_) | Node::Fragment) {
                stack.push((child, depth + 1));
                pairs += depth;
            }
        }
        if pairs > MOST_PAIRS {
            return false;
        }
    }
    true
}

/// A handle that knows how deep its element was put.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    number: usize,
}

/// Hands everything on to scraper's sink and counts.
struct Counting {
    inner: HtmlTreeSink,
    /// Depth by element number; the document is number 0.
    depths: RefCell<Vec<u32>>,
    work: Cell<u64>,
    calls: Cell<u64>,
    attributes: Cell<bool>,
    deepest: Cell<u32>,
}

impl Counting {
    fn new() -> Self {
        Self {
            inner: HtmlTreeSink::new(Html::new_document()),
            depths: RefCell::new(vec![0]),
            work: Cell::new(0),
            calls: Cell::new(0),
            attributes: Cell::new(false),
            deepest: Cell::new(0),
        }
    }

    fn is_too_much(&self) -> bool {
        self.attributes.get()
            || self.deepest.get() > MOST_DEPTH
            || self.work.get() > MOST_WORK
            || self.depths.borrow().len() > MOST_ELEMENTS
    }

    fn did(&self, work: u64) {
        self.work.set(self.work.get() + work);
    }

    fn numbered(&self, id: NodeId, depth: u32) -> Handle {
        let mut depths = self.depths.borrow_mut();
        depths.push(depth);
        Handle { id, number: depths.len() - 1 }
    }

    fn depth(&self, handle: &Handle) -> u32 {
        self.depths.borrow().get(handle.number).copied().unwrap_or(MOST_DEPTH)
    }

    /// Notes how deep a child is put, and hands it on without its number.
    fn put(&self, depth: u32, child: NodeOrText<Handle>) -> NodeOrText<NodeId> {
        self.calls.set(self.calls.get() + 1);
        match child {
            NodeOrText::AppendText(text) => {
                self.did(TEXT);
                NodeOrText::AppendText(text)
            }
            NodeOrText::AppendNode(node) => {
                // The parser walks its open elements and its formatting elements about once for each new one.
                self.did(u64::from(depth) / 2);
                self.deepest.set(self.deepest.get().max(depth));
                if let Some(place) = self.depths.borrow_mut().get_mut(node.number) {
                    *place = depth;
                }
                NodeOrText::AppendNode(node.id)
            }
        }
    }
}

/// An element's name, borrowed from the tree.
#[derive(Debug)]
struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Counting {
    type Output = Option<Html>;
    type Handle = Handle;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Option<Html> {
        if self.is_too_much() { None } else { Some(self.inner.finish()) }
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        // Nothing else tells of the attributes of an end tag, which are compared too.
        self.did(if message.contains("end tag") { 1_000 } else { ERROR });
    }

    fn get_document(&self) -> Handle {
        Handle { id: self.inner.get_document(), number: 0 }
    }

    fn elem_name<'a>(&'a self, handle: &'a Handle) -> Name<'a> {
        self.did(1);
        Name(self.inner.elem_name(&handle.id))
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.did(1);
        one.id == other.id
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        self.calls.set(self.calls.get() + 1);
        if attributes.len() > MOST_ATTRIBUTES {
            self.attributes.set(true);
        }
        let id = self.inner.create_element(name, attributes, flags);
        self.numbered(id, 0)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.calls.set(self.calls.get() + 1);
        let id = self.inner.create_comment(text);
        self.numbered(id, 0)
    }

    fn create_pi(&self, kind: StrTendril, data: StrTendril) -> Handle {
        let id = self.inner.create_pi(kind, data);
        self.numbered(id, 0)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let child = self.put(self.depth(parent) + 1, child);
        self.inner.append(&parent.id, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let depth = self.depth(element).max(self.depth(previous) + 1);
        let child = self.put(depth, child);
        self.inner.append_based_on_parent_node(&element.id, &previous.id, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let child = self.put(self.depth(sibling), child);
        self.inner.append_before_sibling(&sibling.id, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.inner.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, template: &Handle) -> Handle {
        let id = self.inner.get_template_contents(&template.id);
        self.numbered(id, self.depth(template) + 1)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, element: &Handle, attributes: Vec<Attribute>) {
        // Repeated `<html>` and `<body>` tags add to one element.
        self.did(64 * attributes.len() as u64);
        self.inner.add_attrs_if_missing(&element.id, attributes);
    }

    fn remove_from_parent(&self, node: &Handle) {
        self.did(1);
        self.inner.remove_from_parent(&node.id);
    }

    fn reparent_children(&self, from: &Handle, to: &Handle) {
        let tree = self.inner.0.borrow();
        self.did(tree.tree.get(from.id).map_or(0, |node| node.children().count() as u64));
        drop(tree);
        self.inner.reparent_children(&from.id, &to.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, readable: bool) {
        let start: String = page.chars().take(40).collect();
        assert_eq!(parse(page).is_some(), readable, "{} bytes of {start}", page.len());
    }

    #[test]
    fn ordinary_pages_are_read() {
        check("", true);
        check("<", true);
        check("<html><body><p>one<p>two<ul><li>a<li>b</ul></body></html>", true);
        check(&"<p>row<br>".repeat(20_000), true);
        check(&"<div><span>x</span></div>".repeat(5_000), true);
        check(&format!("<script>{}</script>", "<div>".repeat(16_000)), true);
        check(&format!("<!-- {} -->", "old words ".repeat(8_000)), true);
        check(&format!("<img src='data:image/png;base64,{}'>", "iVBORw0KGgoAAAANSUhE".repeat(20_000)), true);
        check(&format!("<table>{}</table>", "<tr><td>x<td>y".repeat(10_000)), true);
    }

    #[test]
    fn towers_are_given_up() {
        for unit in [
            "<div>",
            "<ul><li>",
            "<b>",
            "<table><tr><td>",
            "<b><div></b>",
            "<div></span>",
            "<svg><g>",
            "<template>",
        ] {
            check(&unit.repeat(60_000), false);
        }
        let sorts = |from: usize, count: usize| {
            (from..from + count).map(|at| format!("<p><b a={at}></p>")).collect::<Vec<_>>()
        };
        check(&sorts(0, 2_000).concat(), false);
        let attributes: Vec<String> = (0..30_000).map(|at| format!("a{at} ")).collect();
        check(&format!("<div {}>", attributes.concat()), false);
        check(&format!("<div {}>", attributes.get(..300).unwrap_or_default().concat()), false);
    }

    #[test]
    fn long_rows_are_told_apart() {
        let page = |rows: usize| Html::parse_document(&"<p>x".repeat(rows));
        assert!(has_short_rows(&page(2_000)), "a long list is ordinary");
        assert!(!has_short_rows(&page(9_000)), "sibling selectors would compare 40 million pairs");
    }
}
