//! Rules for further requests of a check: result pages and pages behind listings.

use super::Report;
use super::selectors::{lint_json_fields, lint_page_fields, lint_pointer, lint_selector};
use crate::source::{Json, JsonListings, MOST_DETAILS, MOST_PAGES, NextPage, Page, PageListings};

/// The further requests of a JSON probe.
pub(super) fn lint_json_steps(json: &Json, report: &mut Report<'_>) {
    if let Some(next) = &json.next {
        lint_next(next, report);
        if next.select.is_some() {
            report.add("probe.next.select", "a JSON answer has no elements", "use at, or page");
        }
    }
    let Some(detail) = &json.detail else { return };
    let listings = JsonListings {
        each: detail.each.clone(),
        must: detail.must.clone(),
        withheld: Vec::new(),
        stand_ins: Vec::new(),
        redacted: None,
        about_asked: false,
        fields: detail.fields.clone(),
    };
    lint_json_fields(&listings, "probe.detail", report);
    lint_detail(detail.most, !json.listings.fields.url.is_empty(), report);
}

/// The further requests of a page probe.
pub(super) fn lint_page_steps(page: &Page, report: &mut Report<'_>) {
    if let Some(next) = &page.next {
        lint_next(next, report);
        if next.at.is_some() {
            report.add("probe.next.at", "a page has no JSON places", "use select, or page");
        }
        if let Some(select) = &next.select {
            lint_selector(select, "probe.next.select", report);
        }
    }
    let Some(detail) = &page.detail else { return };
    let listings =
        PageListings { each: detail.each.clone(), must: detail.must.clone(), fields: detail.fields.clone() };
    lint_page_fields(&listings, "probe.detail", report);
    lint_detail(detail.most, page.listings.fields.url.is_some(), report);
}

fn lint_next(next: &NextPage, report: &mut Report<'_>) {
    let ways = [next.select.is_some(), next.at.is_some(), next.page.is_some()];
    if ways.into_iter().filter(|way| *way).count() != 1 {
        report.add("probe.next", "not one way to the next page", "give exactly one of select, at and page");
    }
    if let Some(at) = &next.at {
        lint_pointer(at, "probe.next.at", report);
    }
    if next.page.as_deref().is_some_and(|name| name.trim().is_empty()) {
        report.add("probe.next.page", "the counter has no name", "name the query parameter");
    }
    if next.step == 0 {
        report.add("probe.next.step", "the counter stands still", "leave step out, or write 1 or more");
    }
    if !(2..=MOST_PAGES).contains(&next.most) {
        report.add(
            "probe.next.most",
            format!("{} is not 2 to {MOST_PAGES}", next.most),
            "the first page counts too",
        );
    }
}

fn lint_detail(most: u8, has_link: bool, report: &mut Report<'_>) {
    if !has_link {
        report.add(
            "probe.detail",
            "no listing has a link to follow",
            "say in listings.fields.url where it is",
        );
    }
    if !(1..=MOST_DETAILS).contains(&most) {
        report.add(
            "probe.detail.most",
            format!("{most} is not 1 to {MOST_DETAILS}"),
            "ask no more than is needed",
        );
    }
}
