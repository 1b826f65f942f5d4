//! How sources refuse, break and change. The pages are ours; the marks are those that real walls set.

use crate::answer::{Answer, Content};
use crate::script::Play;

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
        // Both play examples; which one is not the answer's business.
        Play::Example | Play::KnowsEverybody => return None,
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
