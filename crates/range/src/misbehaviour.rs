//! How sources refuse, break and change. The pages are ours; the marks are those that real walls set.

use crate::reply::{Answer, Content};
use crate::script::Play;
use serde_json::Value;
use unlisted_core::source::Probe;

const WALL: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Just a moment...</title></head><body>\
<h1>Just a moment...</h1><p>This practice page stands for a bot wall. Enable JavaScript and cookies to continue.</p>\
<script>window._cf_chl_opt = {};</script></body></html>";

const CAPTCHA: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Are you a person?</title></head><body>\
<h1>Please show that you are not a robot</h1><form action=\"/captcha\" method=\"post\">\
<div class=\"g-recaptcha\" data-sitekey=\"practice\"></div><button>Continue</button></form></body></html>";

const SORRY: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>500 Internal Server Error</title></head><body>\
<h1>Something went wrong on our side</h1></body></html>";

const SLOW_DOWN: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>429 Too Many Requests</title></head><body>\
<h1>Too many requests</h1></body></html>";

const NEW_DESIGN: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Welcome to our new site</title></head><body>\
<main><h1>We have a new look</h1><p>Gardening tips for every season.</p></main></body></html>";

const NEW_SHAPE: &str =
    "{\"api\":\"v9\",\"motd\":\"gardening tips for every season\",\"links\":{\"docs\":\"/docs\"}}";

/// The answer of a play, or `None` where an example is played. `json` says what the source usually speaks.
pub(crate) fn misbehave(play: Play, json: bool) -> Option<Answer> {
    let answer = match play {
        // These play examples; which one is not this file's business.
        Play::Example | Play::KnowsEverybody | Play::PartlyChanged => return None,
        Play::Wall403 => Answer::page(403, WALL)
            .with_header("cf-mitigated", "challenge")
            .with_header("server", "cloudflare"),
        Play::Captcha => Answer::page(200, CAPTCHA),
        Play::RateLimited { retry_after_seconds } => {
            Answer::page(429, SLOW_DOWN).with_header("retry-after", &retry_after_seconds.to_string())
        }
        Play::SlowDrip => Answer { content: Content::Drip, ..Answer::page(200, "") },
        Play::Broken500 => Answer::page(500, SORRY),
        Play::ChangedMarkup if json => {
            Answer::page(200, NEW_SHAPE).with_header("content-type", "application/json")
        }
        Play::ChangedMarkup => Answer::page(200, NEW_DESIGN),
        Play::Empty => Answer::page(200, ""),
        Play::RedirectAway => Answer::page(302, "").with_header("location", "https://elsewhere.example/"),
    };
    Some(answer)
}

/// The body of an example with one more entry before the first, which says nothing that the definition knows; as it is
/// where it has no entries.
pub(crate) fn with_strange_entry(probe: &Probe, body: &str) -> String {
    match probe {
        Probe::Json(json) => with_strange_element(&json.listings.each, body),
        _ => match probe.reading() {
            Some(reading) => with_strange_card(&reading.listings.each, body),
            None => body.to_owned(),
        },
    }
}

fn with_strange_element(each: &str, body: &str) -> String {
    let Ok(mut root) = serde_json::from_str::<Value>(body) else { return body.to_owned() };
    let place = each.strip_suffix("/*").and_then(|place| root.pointer_mut(place));
    if let Some(Value::Array(elements)) = place {
        elements.insert(0, serde_json::json!({ "gardening": "tips" }));
    }
    root.to_string()
}

/// `each` as shipped definitions write it: an element and its class.
fn with_strange_card(each: &str, body: &str) -> String {
    let Some((element, class)) = each.split_once('.') else { return body.to_owned() };
    let Some((before, after)) = body.split_once(&format!("<{element} class=\"{class}")) else {
        return body.to_owned();
    };
    let strange = format!("<{element} class=\"{class}\"><td>We have a new look</td></{element}>");
    format!("{before}{strange}<{element} class=\"{class}{after}")
}
