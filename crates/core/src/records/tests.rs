//! Pages that show people, and pages that only talk about the question.

use super::*;

fn shows(body: &str) -> bool {
    let page = Html::parse_document(&format!(
        "<!doctype html><title>Juniper Quillfeather, 32</title><body>{body}</body>"
    ));
    let values = [
        (Placeholder::First, "Juniper"),
        (Placeholder::Last, "Quillfeather"),
        (Placeholder::City, "Springfield"),
    ];
    let asked: Values = values.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
    shows_record(&page, &asked, &["0 people found"])
}

#[test]
fn a_name_beside_a_fact_is_a_record() {
    for body in [
        "<section><h3>Juniper Quillfeather, age 32</h3><p>Lives at 1420 Example Lane</p></section>",
        "<div><b>Juniper M. Quillfeather</b> <i>(32)</i></div>",
        "<p>QUILLFEATHER, JUNIPER</p><p>Age: 32</p>",
        "<div>Juniper Quillfeather</div><div>(217) 555-0142</div>",
        "<div>Juniper Quillfeather</div><div>Springfield, IL</div>",
        "<div>J. Quillfeather</div><div>born 1994</div>",
        "<div>June Quillfeather</div><div>1420 Example Ln</div>",
        "<table><tr><td>Juniper</td><td>Quillfeather</td><td>32 years old</td></tr></table>",
        "<p>Juniper Quillfeather</p><p>Beispielstraße 5</p>",
        "<p>Juniper Quillfeather</p><p>Lives in Springfield</p>",
        "<ul><li>Name: Juniper Quillfeather<li>Phone: 217-555-XXXX</ul>",
        "<table><tr><th>Name<th>Age<tr><td>Juniper Quillfeather<td>32</table>",
        "<table><tr><td>J. Quillfeather<td>(32)</table>",
        "<article>Juniper Quillfeather is in her thirties and works as a teacher</article>",
        "<article>Juniper Quillfeather is a teacher who lives in Springfield with a dog and two cats</article>",
        r#"<script type="application/ld+json">{"@type":"Person","name":"Juniper Quillfeather","jobTitle":"x"}</script>"#,
    ] {
        assert!(shows(body), "a record: {body}");
        assert!(shows(&format!("<p>0 people found</p>{body}")), "whatever else is said: {body}");
        assert!(shows(&format!("<div style=\"display:none\">{body}</div>")), "hidden or not: {body}");
    }
}

#[test]
fn repeated_facts_of_others_are_records_too() {
    for body in [
        "<p>Tamsin Oakmere, 45</p><p>Rowan Thistlewick, 51</p>",
        "<div>12 Oak St</div><div>99 Elm Avenue</div>",
        "<p>Tamsin Oakmere</p><p>Boise, ID</p><p>Rowan Thistlewick</p><p>Salem, OR</p><p>Wren Oakmere</p><p>Reno, NV</p>",
        "<p>Age 45</p><p>12 Oak St</p>",
    ] {
        assert!(shows(body), "people: {body}");
    }
}

#[test]
fn a_page_that_talks_about_the_question_shows_nobody() {
    for body in [
        "<h1>Juniper Quillfeather</h1><p>0 people found</p>",
        "<h1>Juniper Quillfeather, 32, in Springfield, IL</h1><p>0 people found for Juniper Quillfeather in Springfield, IL</p>",
        "<form><input value=\"Juniper Quillfeather\"><label>Age 18+</label></form><p>0 people found</p>",
        "<p>0 people found</p><footer>Example People Inc, 100 Example Way, Austin, TX 78701, (512) 555-0100</footer>",
        "<nav>Home > People > Juniper Quillfeather</nav><p>0 people found</p><p>Call us: (800) 555-0100</p>",
        "<p>0 people found</p><p>You must be at least 18 years old. Children under 13 years old may not use this site.</p>",
        "<p>0 people found</p><ul><li>Springfield, IL<li>Albany, NY<li>Salem, OR<li>Boise, ID</ul>",
        "<p>0 people found</p><ul><li>John Smith<li>Mary Jones<li>Ann Lee</ul>",
        "<p>We could not find Juniper Quillfeather. Try another spelling.</p><p>0 people found</p>",
        "<p>0 people found</p><select><option>1993<option>1994</select>",
        "<p>0 people found</p><ul><li>20<li>30<li>40</ul>",
        "<p>Nobody called Juniper Quillfeather lives in Springfield, as far as our records tell.</p><p>0 people found</p>",
        r#"<p>0 people found</p><script type="application/ld+json">{"@type":"WebPage","name":"Juniper Quillfeather"}</script>"#,
        r#"<p>0 people found</p><script type="application/ld+json">{"@type":"Person","name":"Wren Oakmere"}</script>"#,
        "<p>0 people found</p><p>Our records hold ages, addresses and phone numbers of 200 million people.</p>",
    ] {
        assert!(!shows(body), "no record: {body}");
    }
}

#[test]
fn pages_within_a_page_are_seen() {
    let unread = |body: &str| has_unread_parts(&Html::parse_document(body));
    assert!(unread("<iframe srcdoc=\"<p>Juniper</p>\"></iframe>"), "a frame with its text");
    assert!(
        unread("<x-list><template shadowrootmode=\"open\"><p>Juniper</p></template></x-list>"),
        "a shadow root"
    );
    assert!(
        !unread("<iframe src=\"https://ads.example\"></iframe><template><p>{{name}}</p></template>"),
        "others are not"
    );
}
